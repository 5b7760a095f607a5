package rawi.nn.optimizers.schedules;

import java.util.List;

/**
 * Stairs: values[i] up to and including step boundaries[i], the last value after the last boundary.
 *
 * @param boundaries strictly growing
 * @param values one more than boundaries
 */
public record PiecewiseConstantDecay(List<Long> boundaries, List<Double> values)
    implements LearningRateSchedule {
  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "PiecewiseConstantDecay: expected one value more than boundaries, got %d and %d"
              .formatted(values.size(), boundaries.size()));
    }
    for (int i = 1; i < boundaries.size(); i++) {
      Checks.require(
          boundaries.get(i) > boundaries.get(i - 1),
          "PiecewiseConstantDecay",
          "boundaries",
          "growing steps",
          boundaries);
    }
    for (double value : values) {
      Checks.rate("PiecewiseConstantDecay", "values", value);
    }
  }

  @Override
  public double at(long step) {
    int i = 0;
    while (i < boundaries.size() && step > boundaries.get(i)) {
      i++;
    }
    return values.get(i);
  }
}
