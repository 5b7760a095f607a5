package rawi.tokenize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts words before a {@link Vocabulary} is made of them. Not for several threads at once. */
public final class WordCounts {
  private final Map<String, Integer> counts = new HashMap<>();

  public WordCounts add(String word) {
    return add(word, 1);
  }

  /**
   * Counts {@code word} {@code times} more; counts stop at {@link Integer#MAX_VALUE}.
   *
   * @throws IllegalArgumentException if {@code times} is negative
   */
  public WordCounts add(String word, int times) {
    if (times < 0) {
      throw new IllegalArgumentException(
          "Word '" + word + "': expected a count of 0 or more, got " + times + ".");
    }
    counts.merge(word, times, (a, b) -> (int) Math.min((long) a + b, Integer.MAX_VALUE));
    return this;
  }

  /** Counts the normalized forms. */
  public WordCounts add(List<Token> tokens) {
    tokens.forEach(token -> add(token.normalized(), 1));
    return this;
  }

  public int count(String word) {
    return counts.getOrDefault(word, 0);
  }

  /** How many different words. */
  public int size() {
    return counts.size();
  }

  Map<String, Integer> counts() {
    return counts;
  }
}
