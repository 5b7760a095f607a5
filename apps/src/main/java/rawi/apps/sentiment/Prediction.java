package rawi.apps.sentiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model says of a text.
 *
 * @param label the most probable one
 * @param probabilities of all labels, calibrated, in the model's order
 */
public record Prediction(String text, String label, Map<String, Double> probabilities) {
  public Prediction {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  /** The probability of {@link #label()}. */
  public double probability() {
    return probabilities.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
