package rawi.nn.losses;

/**
 * e^2 / 2 where |e| &lt;= delta, else delta |e| - delta^2 / 2, with e = p - y; mean over the last
 * axis (Huber 1964).
 *
 * @param delta above 0
 */
public record Huber(double delta) implements ElementwiseLoss {
  public Huber {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("Huber: expected a delta above 0, got " + delta);
    }
  }

  /** Delta 1. */
  public Huber() {
    this(1);
  }

  @Override
  public double value(double prediction, double target) {
    double e = Math.abs(prediction - target);
    return e <= delta ? e * e / 2 : delta * e - delta * delta / 2;
  }

  @Override
  public double slope(double prediction, double target) {
    return Math.max(-delta, Math.min(delta, prediction - target));
  }
}
