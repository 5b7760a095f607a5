package rawi.nn.optimizers.schedules;

/**
 * The same learning rate at every step, until a running optimizer is given another.
 *
 * @param learningRate above 0
 */
public record Constant(double learningRate) implements LearningRateSchedule {
  public Constant {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException("expected a learning rate above 0, got " + learningRate);
    }
  }

  @Override
  public double at(long step) {
    return learningRate;
  }
}
