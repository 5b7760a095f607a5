package rawi.apps.caption;

import java.util.List;
import java.util.Optional;

/**
 * What is said of an image.
 *
 * @param text to be read
 * @param words its tokens
 * @param logProbability of the words and the end after them, in nats
 * @param looks where each word looked, where there is attention
 */
public record Caption(
    String text, List<String> words, double logProbability, Optional<Looks> looks) {
  public Caption {
    words = List.copyOf(words);
  }

  /**
   * Where words looked.
   *
   * @param weights of each word, row by row over the image, summing to 1
   */
  public record Looks(int rows, int columns, List<float[]> weights) {
    public Looks {
      weights = List.copyOf(weights);
    }
  }
}
