package rawi.nn.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch brought.
 *
 * @param epoch from 1
 * @param metrics by name, in Keras's words: loss, accuracy, val_loss, val_accuracy
 * @param seconds how long it took, validation and all
 */
public record EpochReport(int epoch, Map<String, Double> metrics, double seconds) {
  public EpochReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no metric is named " + name + "; there are " + String.join(", ", metrics.keySet()));
    }
    return value;
  }
}
