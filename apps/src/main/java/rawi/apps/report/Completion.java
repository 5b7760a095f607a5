package rawi.apps.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The beginning of a text, and what a model would go on with.
 *
 * @param prefix as it was typed
 * @param best the text with the first suggestion in its place; begins with the prefix
 * @param suggestions their probabilities, best first
 */
public record Completion(String prefix, String best, Map<String, Double> suggestions) {
  /**
   * @throws IllegalArgumentException if {@code best} does not go on with the prefix
   */
  public Completion {
    suggestions = Collections.unmodifiableMap(new LinkedHashMap<>(suggestions));
    if (!best.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "completion: expected a text that begins with '%s', got '%s'".formatted(prefix, best));
    }
  }
}
