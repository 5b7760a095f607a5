package rawi.recurrent;

/** The check of every recurrent layer's numbers. */
final class Arguments {
  private Arguments() {}

  static void check(String layer, int units, RecurrentOptions options) {
    if (units <= 0) {
      throw new IllegalArgumentException(
          "%s: expected units of at least 1, got %d".formatted(layer, units));
    }
    check(layer, "dropout", options.dropout());
    check(layer, "recurrentDropout", options.recurrentDropout());
  }

  private static void check(String layer, String name, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "%s: expected a %s in [0, 1), got %s".formatted(layer, name, rate));
    }
  }
}
