package rawi.vision.augmentation;

import java.util.SplittableRandom;

/** Where a random factor is drawn from, evenly. */
public record Range(double low, double high) {
  public Range {
    if (!(low <= high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "range: expected low <= high, got %s and %s".formatted(low, high));
    }
  }

  /** What a single factor means in Keras: from its negative to itself. */
  public static Range symmetric(double factor) {
    return new Range(-factor, factor);
  }

  /** Refuses a range that leaves [least, most]. */
  Range within(double least, double most, String layer, String what) {
    if (low < least || high > most) {
      throw new IllegalArgumentException(
          "%s: expected %s in [%s, %s], got %s to %s"
              .formatted(layer, what, least, most, low, high));
    }
    return this;
  }

  double draw(SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }
}
