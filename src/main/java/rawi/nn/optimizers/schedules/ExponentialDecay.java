package rawi.nn.optimizers.schedules;

/**
 * initial * decayRate^(step / decaySteps).
 *
 * @param staircase whether step / decaySteps is rounded down, so that the rate falls in stairs
 */
public record ExponentialDecay(
    double initialLearningRate, long decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {
  public ExponentialDecay {
    Checks.rate("ExponentialDecay", "initialLearningRate", initialLearningRate);
    Checks.steps("ExponentialDecay", "decaySteps", decaySteps);
    Checks.rate("ExponentialDecay", "decayRate", decayRate);
  }

  @Override
  public double at(long step) {
    double p = (double) step / (double) decaySteps;
    return initialLearningRate * Math.pow(decayRate, staircase ? Math.floor(p) : p);
  }
}
