package rawi.nn.optimizers;

import java.util.List;
import java.util.function.UnaryOperator;
import rawi.nn.Parameter;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} whose weights decay apart from the gradient: before each step w = w - eta lambda w
 * (Loshchilov and Hutter 2019).
 *
 * @param adam with a weight decay among its options
 */
public record AdamW(Adam adam) implements Optimizer {
  /** Keras's: learning rate 0.001, weight decay 0.004, the rest as {@link Adam}. */
  public static AdamW of() {
    return of(0.001, 0.004);
  }

  public static AdamW of(double learningRate, double weightDecay) {
    return of(new Constant(learningRate), weightDecay);
  }

  /** With a learning rate that changes with the step. */
  public static AdamW of(LearningRateSchedule learningRate, double weightDecay) {
    return new AdamW(Adam.of(learningRate).with(o -> o.weightDecay(weightDecay)));
  }

  @Override
  public LearningRateSchedule learningRate() {
    return adam.learningRate();
  }

  @Override
  public StepOptions options() {
    return adam.options();
  }

  @Override
  public AdamW with(UnaryOperator<StepOptions> change) {
    return new AdamW(adam.with(change));
  }

  @Override
  public State start(List<Parameter> parameters) {
    return adam.start(parameters);
  }
}
