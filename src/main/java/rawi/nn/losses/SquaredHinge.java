package rawi.nn.losses;

/** max(1 - y p, 0)^2, mean over the last axis; targets as for {@link Hinge}. */
public record SquaredHinge() implements ElementwiseLoss {
  @Override
  public boolean fits(double target) {
    return Hinge.isSign(target);
  }

  @Override
  public String expectedTargets() {
    return Hinge.SIGNS;
  }

  private static double below(double prediction, double target) {
    return Math.max(1 - Hinge.sign(target) * prediction, 0);
  }

  @Override
  public double value(double prediction, double target) {
    double m = below(prediction, target);
    return m * m;
  }

  @Override
  public double slope(double prediction, double target) {
    return -2 * Hinge.sign(target) * below(prediction, target);
  }
}
