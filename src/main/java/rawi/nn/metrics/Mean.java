package rawi.nn.metrics;

import java.util.Locale;

/**
 * The weighted mean of the values given: sum(weight * value) / sum(weight). A batch's mean loss
 * enters with the number of its rows as weight, so that a short last batch does not count as much
 * as a full one. A NaN or infinite value is not hidden: it makes the result NaN or infinite.
 */
public final class Mean implements Metric {
  private final String name;
  private double sum;
  private double weights;

  public Mean(String name) {
    this.name = name;
  }

  /** Takes in one value with weight 1. */
  public void update(double value) {
    update(value, 1);
  }

  /**
   * Takes in one value.
   *
   * @throws IllegalArgumentException when the weight is negative, NaN or infinite
   */
  public void update(double value, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: expected a weight of 0 or more, got %s", name, weight));
    }
    if (weight > 0) {
      sum += weight * value;
      weights += weight;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double result() {
    return weights > 0 ? sum / weights : 0;
  }

  @Override
  public void reset() {
    sum = 0;
    weights = 0;
  }
}
