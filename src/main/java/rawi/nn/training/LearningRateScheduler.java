package rawi.nn.training;

import java.util.Optional;

/**
 * Sets the learning rate before each epoch, as Keras's callback of this name. A rate that changes
 * from step to step is a schedule of the optimizer instead.
 */
public final class LearningRateScheduler implements Callback {
  private final Schedule schedule;
  private Optional<Trainer> trainer = Optional.empty();

  /** The learning rate of an epoch. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * The rate of an epoch.
     *
     * @param epoch from 1
     * @param before the rate of the epoch before, or the optimizer's
     */
    double rate(int epoch, double before);
  }

  public LearningRateScheduler(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public Decision onTrainBegin(Trainer begun) {
    trainer = Optional.of(begun);
    return Decision.CONTINUE;
  }

  @Override
  public void onEpochBegin(int epoch, int examples) {
    trainer.ifPresent(t -> t.setLearningRate(schedule.rate(epoch, t.learningRate())));
  }
}
