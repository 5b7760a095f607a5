package rawi.apps.report;

import java.util.Locale;

/** Numbers as the page writes them, the same on every machine. */
final class Numbers {
  private static final double LEAST_PERCENTAGE = 0.0005; // shown as 0.1%
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** With so many decimals and a true minus sign; what is not finite by its name. */
  static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return name(value);
    }
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    boolean nothingLeft = digits.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !nothingLeft ? "−" + digits : digits;
  }

  /** Always with a sign: {@code +0.42}, {@code −0.13}. */
  static String signed(double value, int decimals) {
    String digits = fixed(value, decimals);
    return value > 0 ? "+" + digits : digits;
  }

  /** A fraction as a percentage of one decimal. */
  static String percent(double fraction) {
    return Double.isFinite(fraction) ? fixed(100 * fraction, 1) + "%" : name(fraction);
  }

  /** A probability that may be tiny: a percentage, or {@code 1.7 · 10⁻¹⁰} where that would be 0. */
  static String probability(double value) {
    if (!(value > 0) || value >= LEAST_PERCENTAGE) {
      return percent(value);
    }
    String[] parts = String.format(Locale.ROOT, "%.1e", value).split("e-", -1);
    StringBuilder power = new StringBuilder("⁻");
    Integer.toString(Integer.parseInt(parts[1]))
        .chars()
        .forEach(digit -> power.append(RAISED.charAt(digit - '0')));
    return parts[0] + " · 10" + power;
  }

  static String count(long value) {
    return count((double) value);
  }

  static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : name(value);
  }

  /** {@code 0.42 s}, {@code 38.5 s}, {@code 3 min 07 s}. */
  static String seconds(double value) {
    if (!Double.isFinite(value)) {
      return name(value);
    }
    if (value < 59.95) {
      return fixed(value, value < 1 ? 2 : 1) + " s";
    }
    long whole = Math.round(value);
    return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }

  /** A coordinate or a style value: no grouping, no typographic sign. */
  static String css(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Whether a value can be placed on an axis; training runs in float32, so nothing larger is. */
  static boolean drawable(double value) {
    return Math.abs(value) <= Float.MAX_VALUE;
  }

  /** The length of a bar: within 0 and 1, and none for what is no number. */
  static double clamped(double share) {
    return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
  }

  private static String name(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "∞" : "−∞";
  }
}
