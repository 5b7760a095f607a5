package rawi.apps.report;

import java.util.List;
import java.util.OptionalInt;

/**
 * What was measured after each epoch of a training.
 *
 * @param bestEpoch the epoch whose weights were kept, counted from 1; marked in every chart
 */
public record LearningCurves(List<Curve> curves, OptionalInt bestEpoch) {
  /**
   * One measure; element 0 belongs to epoch 1. Values that are not finite are named beside the
   * chart and not drawn.
   *
   * @param name for people: {@code loss}, {@code accuracy}
   * @param validation empty where nothing was held out
   */
  public record Curve(String name, List<Double> training, List<Double> validation) {
    public Curve {
      training = List.copyOf(training);
      validation = List.copyOf(validation);
    }

    int epochs() {
      return Math.max(training.size(), validation.size());
    }
  }

  /**
   * @throws IllegalArgumentException if the best epoch is none of the epochs
   */
  public LearningCurves {
    curves = List.copyOf(curves);
    int epochs = longest(curves);
    if (bestEpoch.isPresent() && (bestEpoch.getAsInt() < 1 || bestEpoch.getAsInt() > epochs)) {
      throw new IllegalArgumentException(
          "best epoch: expected 1 to " + epochs + ", got " + bestEpoch.getAsInt());
    }
  }

  /** No curve at all: a model that was loaded, not trained. */
  public static LearningCurves none() {
    return new LearningCurves(List.of(), OptionalInt.empty());
  }

  int epochs() {
    return longest(curves);
  }

  private static int longest(List<Curve> curves) {
    return curves.stream().mapToInt(Curve::epochs).max().orElse(0);
  }
}
