package rawi.nn.optimizers.schedules;

/** A learning rate as a function of the step. Applications add their own. */
@FunctionalInterface
public interface LearningRateSchedule {
  /**
   * The learning rate of one step.
   *
   * @param step how many steps were done before it: 0 for the first
   */
  double at(long step);
}
