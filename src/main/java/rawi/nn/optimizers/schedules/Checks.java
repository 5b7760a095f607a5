package rawi.nn.optimizers.schedules;

/** What schedules refuse. */
final class Checks {
  private Checks() {}

  static void rate(String schedule, String name, double rate) {
    require(rate >= 0 && rate < Double.POSITIVE_INFINITY, schedule, name, "at least 0", rate);
  }

  static void steps(String schedule, String name, long steps) {
    require(steps > 0, schedule, name, "at least 1", steps);
  }

  static void require(boolean holds, String schedule, String name, String expected, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s of %s, got %s".formatted(schedule, name, expected, got));
    }
  }
}
