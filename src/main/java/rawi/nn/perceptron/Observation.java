package rawi.nn.perceptron;

import java.util.Arrays;
import java.util.List;

/**
 * What a perceptron learns from.
 *
 * @param x its features
 * @param target 0 or 1
 */
public record Observation(List<Double> x, int target) {
  public Observation {
    x = List.copyOf(x);
    if (target != 0 && target != 1) {
      throw new IllegalArgumentException(
          "observation %s: expected a target of 0 or 1, got %d".formatted(x, target));
    }
    for (double feature : x) {
      if (!Double.isFinite(feature)) {
        throw new IllegalArgumentException(
            "observation %s: expected numbers, got %s".formatted(x, feature));
      }
    }
  }

  public static Observation of(int target, double... x) {
    return new Observation(Arrays.stream(x).boxed().toList(), target);
  }
}
