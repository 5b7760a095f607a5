package rawi.recurrent;

/** The check of every recurrent layer's size. */
final class Units {
  private Units() {}

  static void check(String layer, int units) {
    if (units <= 0) {
      throw new IllegalArgumentException(
          "%s: expected units of at least 1, got %d".formatted(layer, units));
    }
  }
}
