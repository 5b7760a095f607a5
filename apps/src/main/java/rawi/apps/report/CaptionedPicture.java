package rawi.apps.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A picture and what a model says it shows.
 *
 * @param name of the picture
 * @param caption what is said, to be read
 * @param probability of the whole caption; empty where it is not known
 * @param right whether it is right, where there is one right caption
 * @param references what people said, or the right caption; may be none
 * @param words where each word looked; none without attention
 */
public record CaptionedPicture(
    String name,
    Picture picture,
    String caption,
    OptionalDouble probability,
    Optional<Boolean> right,
    List<String> references,
    List<AttendedWord> words) {
  public CaptionedPicture {
    references = List.copyOf(references);
    words = List.copyOf(words);
  }
}
