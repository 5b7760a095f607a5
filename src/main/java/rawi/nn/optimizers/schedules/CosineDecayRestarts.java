package rawi.nn.optimizers.schedules;

/**
 * Half cosines one after the other (Loshchilov and Hutter 2017, SGDR): the i-th, from 0, lasts
 * firstDecaySteps tMul^i steps and begins at initial mMul^i:
 *
 * <pre>
 * initial ((1 - alpha) mMul^i (1 + cos(pi s)) / 2 + alpha),   s: the share of the i-th that is done
 * </pre>
 */
public record CosineDecayRestarts(
    double initialLearningRate, long firstDecaySteps, double tMul, double mMul, double alpha)
    implements LearningRateSchedule {
  public CosineDecayRestarts {
    Checks.rate("CosineDecayRestarts", "initialLearningRate", initialLearningRate);
    Checks.steps("CosineDecayRestarts", "firstDecaySteps", firstDecaySteps);
    Checks.require(tMul >= 1, "CosineDecayRestarts", "tMul", "at least 1", tMul);
    Checks.rate("CosineDecayRestarts", "mMul", mMul);
    Checks.rate("CosineDecayRestarts", "alpha", alpha);
  }

  /** Keras's defaults: each cosine twice as long as the one before and as high, down to 0. */
  public static CosineDecayRestarts of(double initialLearningRate, long firstDecaySteps) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, 2, 1, 0);
  }

  @Override
  public double at(long step) {
    double rest = (double) step;
    double length = (double) firstDecaySteps;
    double height = 1;
    while (rest >= length) {
      rest -= length;
      length *= tMul;
      height *= mMul;
    }
    double cosine = height * (1 + Math.cos(Math.PI * rest / length)) / 2;
    return initialLearningRate * ((1 - alpha) * cosine + alpha);
  }
}
