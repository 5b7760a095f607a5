package rawi.nn.optimizers;

import java.util.List;
import java.util.Optional;

/**
 * What every optimizer can do beside its own equation.
 *
 * @param weightDecay lambda: before each step w = w - eta lambda w, apart from the gradient and so
 *     from its moments (Loshchilov and Hutter 2019)
 * @param undecayed parameters whose name contains one of these keep their weight, such as "bias"
 * @param clipping what limits the gradients before each step
 * @param lazyRows whether a table whose gradient came by rows is changed in those rows only; else,
 *     as in Keras, every row moves on with its moments at each step
 */
public record StepOptions(
    double weightDecay, List<String> undecayed, Optional<Clipping> clipping, boolean lazyRows) {
  /** No decay, no clipping, every row. */
  public static final StepOptions DEFAULT = new StepOptions(0, List.of(), Optional.empty(), false);

  public StepOptions {
    Hyper.check(
        weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY,
        "weight decay",
        "of at least 0",
        weightDecay);
    undecayed = List.copyOf(undecayed);
  }

  /** All parameters lose this share of their weight, times the learning rate, at each step. */
  public StepOptions weightDecay(double factor) {
    return new StepOptions(factor, undecayed, clipping, lazyRows);
  }

  /** Those whose name contains one of these are left out of the decay. */
  public StepOptions undecayed(String... partsOfNames) {
    return new StepOptions(weightDecay, List.of(partsOfNames), clipping, lazyRows);
  }

  public StepOptions clip(Clipping limit) {
    return new StepOptions(weightDecay, undecayed, Optional.of(limit), lazyRows);
  }

  public StepOptions lazyRows(boolean wanted) {
    return new StepOptions(weightDecay, undecayed, clipping, wanted);
  }

  /** What a parameter of that name is multiplied by before a step. */
  double decay(String parameter, double learningRate) {
    return undecayed.stream().anyMatch(parameter::contains) ? 1 : 1 - learningRate * weightDecay;
  }
}
