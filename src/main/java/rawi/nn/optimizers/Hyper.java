package rawi.nn.optimizers;

/** What hyper-parameters must satisfy. */
final class Hyper {
  private Hyper() {}

  static void check(boolean holds, String name, String expected, double got) {
    if (!holds) {
      throw new IllegalArgumentException(
          "optimizer: expected a %s %s, got %s".formatted(name, expected, got));
    }
  }

  /** How much of what was gathered before is kept. */
  static void share(String name, double value) {
    check(value >= 0 && value < 1, name, "in [0, 1)", value);
  }

  static void epsilon(double value) {
    check(value >= 0 && value < Double.POSITIVE_INFINITY, "epsilon", "of at least 0", value);
  }
}
