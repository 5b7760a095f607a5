package rawi.embeddings.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decimal numbers, byte by byte, to the nearest float. Short ones, which is nearly all, are
 * computed as a product or quotient of two exact doubles; the rest goes to {@link
 * Float#parseFloat}.
 */
final class NumberParser {
  private static final int MOST_DIGITS = 15; // a double holds them exactly
  private static final double[] POWERS = new double[23]; // and these powers of ten

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private byte[] bytes = new byte[64];
  private int length;

  void begin() {
    length = 0;
  }

  void add(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) b;
  }

  /** The number; NaN if what was added is none. */
  float value() {
    int at = length > 0 && (bytes[0] == '-' || bytes[0] == '+') ? 1 : 0;
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean point = false;
    int seen = 0;
    for (; at < length; at++) {
      int c = bytes[at];
      if (c == '.' && !point) {
        point = true;
        continue;
      }
      if (c < '0' || c > '9') {
        break;
      }
      seen++;
      digits = 10 * digits + (c - '0');
      count += digits > 0 ? 1 : 0;
      scale -= point ? 1 : 0;
      if (count > MOST_DIGITS) {
        return slow();
      }
    }
    if (seen == 0) {
      return Float.NaN;
    }
    if (at < length) {
      int exponent = exponent(at);
      if (exponent == Integer.MIN_VALUE) {
        return slow();
      }
      scale += exponent;
    }
    return Math.abs(scale) < POWERS.length ? exact(digits, scale) : slow();
  }

  private float exact(long digits, int scale) {
    double exact = (double) digits;
    double value = scale < 0 ? exact / POWERS[-scale] : exact * POWERS[scale];
    // halfway between two floats the double no longer tells on which side the number was
    if ((Double.doubleToRawLongBits(value) & 0x1FFFFFFFL) == 0x10000000L
        || (digits != 0 && value < Float.MIN_NORMAL)) {
      return slow();
    }
    return (float) (bytes[0] == '-' ? -value : value);
  }

  /** The number after an e, if it is a plain small one. */
  private int exponent(int at) {
    int i = at + 1;
    if ((bytes[at] != 'e' && bytes[at] != 'E') || i >= length) {
      return Integer.MIN_VALUE;
    }
    boolean negative = bytes[i] == '-';
    i += negative || bytes[i] == '+' ? 1 : 0;
    if (i >= length || length - i > 3) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (; i < length; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return Integer.MIN_VALUE;
      }
      value = 10 * value + (bytes[i] - '0');
    }
    return negative ? -value : value;
  }

  private float slow() {
    for (int i = 0; i < length; i++) {
      if ("+-.0123456789eE".indexOf(bytes[i]) < 0) {
        return Float.NaN; // names of numbers, Java's suffixes
      }
    }
    try {
      return Float.parseFloat(toString());
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  /** What was added, for an error. */
  @Override
  public String toString() {
    int shown = Math.min(length, 40);
    String text = new String(bytes, 0, length <= 400 ? length : shown, StandardCharsets.UTF_8);
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
