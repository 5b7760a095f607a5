package rawi.vision.augmentation;

/** The darkest and the lightest a pixel can be: what is changed stays within. */
public record ValueRange(double low, double high) {
  /** Pixels as they come from files, 0 to 255: Keras's default. */
  public static final ValueRange BYTES = new ValueRange(0, 255);

  /** Pixels after {@code Rescaling(1.0 / 255)}. */
  public static final ValueRange UNIT = new ValueRange(0, 1);

  public ValueRange {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "valueRange: expected low < high, got %s and %s".formatted(low, high));
    }
  }

  double size() {
    return high - low;
  }

  float clip(double value) {
    return (float) Math.min(Math.max(value, low), high);
  }
}
