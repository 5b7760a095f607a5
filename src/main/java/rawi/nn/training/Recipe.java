package rawi.nn.training;

import java.util.List;
import java.util.function.Supplier;
import rawi.nn.losses.Loss;
import rawi.nn.metrics.OutputMetric;
import rawi.nn.optimizers.Optimizer;

/**
 * What Keras's {@code compile} is given: what each output is trained for, and how.
 *
 * <pre>{@code
 * Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.001)).with(SparseCategoricalAccuracy::new)
 * }</pre>
 *
 * @param objectives one for each output of the model, in order
 */
public record Recipe(List<Objective> objectives, Optimizer optimizer) {
  public Recipe {
    objectives = List.copyOf(objectives);
  }

  /** For a model with one output. */
  public static Recipe of(Loss loss, Optimizer optimizer) {
    return new Recipe(List.of(Objective.of(loss)), optimizer);
  }

  /**
   * Looks at this metric too; where there are several outputs, {@link Objective#with} says of
   * which.
   *
   * @throws IllegalArgumentException if there is not exactly one output
   */
  public Recipe with(Supplier<? extends OutputMetric> metric) {
    if (objectives.size() != 1) {
      throw new IllegalArgumentException(
          "the recipe has %d outputs: give the metric to one of its objectives"
              .formatted(objectives.size()));
    }
    return new Recipe(List.of(objectives.get(0).with(metric)), optimizer);
  }
}
