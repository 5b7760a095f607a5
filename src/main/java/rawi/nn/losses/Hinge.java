package rawi.nn.losses;

/** max(1 - y p, 0), mean over the last axis; targets -1 and 1, or 0 and 1, of which 0 is -1. */
public record Hinge() implements ElementwiseLoss {
  @Override
  public boolean fits(double target) {
    return isSign(target);
  }

  @Override
  public String expectedTargets() {
    return SIGNS;
  }

  static final String SIGNS = "-1 or 1, or 0 or 1, as target";

  static boolean isSign(double target) {
    return target == 1 || target == 0 || target == -1;
  }

  static double sign(double target) {
    return target == 1 ? 1 : -1;
  }

  @Override
  public double value(double prediction, double target) {
    return Math.max(1 - sign(target) * prediction, 0);
  }

  @Override
  public double slope(double prediction, double target) {
    return value(prediction, target) > 0 ? -sign(target) : 0;
  }
}
