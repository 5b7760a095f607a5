package rawi.apps.vision;

import java.util.Comparator;
import java.util.List;

/**
 * What a model takes an image for.
 *
 * @param classes from the most probable to the least
 */
public record ImagePrediction(List<Guess> classes) {
  /** A class and how probable it is, 0 to 1. */
  public record Guess(String label, double probability) {}

  public ImagePrediction {
    classes =
        classes.stream().sorted(Comparator.comparingDouble(Guess::probability).reversed()).toList();
  }

  /** The most probable class. */
  public Guess best() {
    return classes.get(0);
  }

  /** So many of the most probable classes, or all if there are fewer. */
  public List<Guess> top(int count) {
    return classes.subList(0, Math.min(count, classes.size()));
  }
}
