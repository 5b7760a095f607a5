package rawi.nn.losses;

/** |p - y|, mean over the last axis; its slope at 0 is 0. */
public record MeanAbsoluteError() implements ElementwiseLoss {
  @Override
  public double value(double prediction, double target) {
    return Math.abs(prediction - target);
  }

  @Override
  public double slope(double prediction, double target) {
    return Math.signum(prediction - target);
  }
}
