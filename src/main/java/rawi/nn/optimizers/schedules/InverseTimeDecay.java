package rawi.nn.optimizers.schedules;

/**
 * initial / (1 + decayRate * step / decaySteps).
 *
 * @param staircase whether step / decaySteps is rounded down, so that the rate falls in stairs
 */
public record InverseTimeDecay(
    double initialLearningRate, long decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {
  public InverseTimeDecay {
    Checks.rate("InverseTimeDecay", "initialLearningRate", initialLearningRate);
    Checks.steps("InverseTimeDecay", "decaySteps", decaySteps);
    Checks.rate("InverseTimeDecay", "decayRate", decayRate);
  }

  @Override
  public double at(long step) {
    double p = (double) step / (double) decaySteps;
    return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(p) : p));
  }
}
