package rawi.apps.report;

/**
 * One figure with its name.
 *
 * @param name for people: {@code accuracy}, {@code macro-F1}
 * @param note where the figure comes from ("on 160 sentences never trained on"); blank for none
 */
public record Score(String name, double value, Unit unit, String note) {
  /** How a value is written. */
  public enum Unit {
    /** A number of its own kind, mostly 0 to 1: three decimals. */
    FRACTION,
    /** Wall-clock time, in seconds. */
    SECONDS,
    /** A whole number of things. */
    COUNT
  }

  /** A score between 0 and 1, without a note. */
  public static Score fraction(String name, double value) {
    return new Score(name, value, Unit.FRACTION, "");
  }

  /** A time in seconds, without a note. */
  public static Score seconds(String name, double value) {
    return new Score(name, value, Unit.SECONDS, "");
  }

  /** A number of things, without a note. */
  public static Score count(String name, long value) {
    return new Score(name, (double) value, Unit.COUNT, "");
  }

  /** The same score with a note. */
  public Score with(String newNote) {
    return new Score(name, value, unit, newNote);
  }

  String formatted() {
    return switch (unit) {
      case FRACTION -> Numbers.fixed(value, 3);
      case SECONDS -> Numbers.seconds(value);
      case COUNT -> Numbers.count(value);
    };
  }
}
