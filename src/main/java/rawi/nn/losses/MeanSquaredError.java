package rawi.nn.losses;

/** (p - y)^2, mean over the last axis. */
public record MeanSquaredError() implements ElementwiseLoss {
  @Override
  public double value(double prediction, double target) {
    return (prediction - target) * (prediction - target);
  }

  @Override
  public double slope(double prediction, double target) {
    return 2 * (prediction - target);
  }
}
