package rawi.apps.caption.network;

import java.util.List;
import java.util.Optional;

/**
 * A caption that was found.
 *
 * @param ids its words, without marks
 * @param logProbability of the words and the end after them, in nats
 * @param looks where each word looked, places summing to 1; empty where there is no attention
 */
public record Spoken(int[] ids, double logProbability, Optional<List<float[]>> looks) {
  public Spoken {
    ids = ids.clone();
    looks = looks.map(List::copyOf);
  }
}
