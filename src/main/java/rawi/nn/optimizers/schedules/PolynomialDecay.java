package rawi.nn.optimizers.schedules;

/**
 * (initial - end) (1 - step / decaySteps)^power + end, and end after decaySteps.
 *
 * @param cycle whether, instead of staying at the end, the rate starts again over a multiple of
 *     decaySteps, the first that is not below step
 */
public record PolynomialDecay(
    double initialLearningRate,
    long decaySteps,
    double endLearningRate,
    double power,
    boolean cycle)
    implements LearningRateSchedule {
  public PolynomialDecay {
    Checks.rate("PolynomialDecay", "initialLearningRate", initialLearningRate);
    Checks.steps("PolynomialDecay", "decaySteps", decaySteps);
    Checks.rate("PolynomialDecay", "endLearningRate", endLearningRate);
    Checks.require(power > 0, "PolynomialDecay", "power", "above 0", power);
  }

  /** Keras's defaults: end 0.0001, power 1 (a straight line), no cycle. */
  public static PolynomialDecay of(double initialLearningRate, long decaySteps) {
    return new PolynomialDecay(initialLearningRate, decaySteps, 0.0001, 1, false);
  }

  @Override
  public double at(long step) {
    double length = (double) decaySteps;
    double done = (double) step;
    if (cycle) {
      length *= step == 0 ? 1 : Math.ceil(done / length);
    } else {
      done = Math.min(done, length);
    }
    return (initialLearningRate - endLearningRate) * Math.pow(1 - done / length, power)
        + endLearningRate;
  }
}
