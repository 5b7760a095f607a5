package rawi.nn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import rawi.nn.losses.Loss;
import rawi.nn.metrics.OutputMetric;

/**
 * What one output is trained for.
 *
 * @param loss what is made small
 * @param weight what the loss counts for in the sum over all outputs
 * @param metrics what else is looked at; each run asks for ones of its own
 */
public record Objective(Loss loss, double weight, List<Supplier<? extends OutputMetric>> metrics) {
  public Objective {
    metrics = List.copyOf(metrics);
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("loss weight: expected a number, got " + weight);
    }
  }

  /** A loss of weight 1. */
  public static Objective of(Loss loss) {
    return new Objective(loss, 1, List.of());
  }

  public Objective weighted(double other) {
    return new Objective(loss, other, metrics);
  }

  /** Looks at this metric too. */
  public Objective with(Supplier<? extends OutputMetric> metric) {
    List<Supplier<? extends OutputMetric>> more = new ArrayList<>(metrics);
    more.add(metric);
    return new Objective(loss, weight, more);
  }
}
