package rawi.nn.training;

/**
 * A metric that a callback watches, and when a value of it is better than another.
 *
 * @param metric its name, such as val_loss
 * @param smallerIsBetter or larger
 * @param minDelta a change below this is none
 */
public record Monitor(String metric, boolean smallerIsBetter, double minDelta) {
  public Monitor {
    if (!(minDelta >= 0)) {
      throw new IllegalArgumentException("minDelta: expected at least 0, got " + minDelta);
    }
  }

  /** Losses, errors and perplexities are better when smaller, all else when larger. */
  public static Monitor of(String metric) {
    return new Monitor(metric, metric.matches(".*(loss|error|perplexity)"), 0);
  }

  public Monitor withMinDelta(double change) {
    return new Monitor(metric, smallerIsBetter, change);
  }

  /** What any value is better than. */
  double worst() {
    return smallerIsBetter ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  boolean better(double value, double than) {
    return smallerIsBetter ? value < than - minDelta : value > than + minDelta;
  }
}
