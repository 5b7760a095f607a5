package rawi.embeddings.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is predicted from what. */
public enum TrainingMethod {
  /** A word from each of its neighbours (Mikolov and others 2013). */
  SKIPGRAM,
  /** A word from the mean of its neighbours (Mikolov and others 2013). */
  CBOW,
  /**
   * The neighbours from the word, which is the mean of itself and its n-grams (Bojanowski and
   * others 2017).
   */
  FASTTEXT;

  /**
   * The method of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TrainingMethod of(String name) {
    for (TrainingMethod method : values()) {
      if (method.toString().equals(name)) {
        return method;
      }
    }
    String known =
        Arrays.stream(values()).map(TrainingMethod::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "method: expected one of %s, got '%s'".formatted(known, name));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
