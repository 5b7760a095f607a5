package rawi.apps.models;

/** Checks of options; a refusal begins with the option's name without its dashes. */
public final class Limits {
  private Limits() {}

  /** A count of at least 1. */
  public static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
    }
  }

  /** A count that may be 0. */
  public static void notNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": expected at least 0, got " + value);
    }
  }

  /** A number that may be 0. */
  public static void notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": expected a number of at least 0, got " + value);
    }
  }

  /** A number above 0. */
  public static void above0(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": expected a number above 0, got " + value);
    }
  }

  /** A share from 0 to below 1. */
  public static void rate(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": expected a rate in [0, 1), got " + value);
    }
  }
}
