package rawi.tokenize.subwords;

import java.nio.charset.StandardCharsets;

/**
 * Characters to bytes and back. A surrogate without its partner, which UTF-8 has no bytes for,
 * takes the three bytes that the scheme of UTF-8 gives its number: so every string has bytes, and
 * comes back from them exactly; the bytes of strings without such a surrogate are plain UTF-8.
 *
 * <p>Source: S. Sapin, The WTF-8 encoding.
 */
final class Utf8 {
  /** Most bytes that one UTF-16 unit takes. */
  static final int MOST = 3;

  private Utf8() {}

  /** Writes the bytes of {@code [from, end)} to the start of {@code out}; returns how many. */
  static int encode(char[] s, int from, int end, byte[] out) {
    int n = 0;
    int i = from;
    while (i < end) {
      char c = s[i];
      i++;
      if (c < 0x80) {
        out[n] = (byte) c;
        n++;
      } else if (c < 0x800) {
        out[n] = (byte) (0xC0 | (c >> 6));
        out[n + 1] = (byte) (0x80 | (c & 0x3F));
        n += 2;
      } else if (Character.isHighSurrogate(c) && i < end && Character.isLowSurrogate(s[i])) {
        int code = Character.toCodePoint(c, s[i]);
        i++;
        out[n] = (byte) (0xF0 | (code >> 18));
        out[n + 1] = (byte) (0x80 | ((code >> 12) & 0x3F));
        out[n + 2] = (byte) (0x80 | ((code >> 6) & 0x3F));
        out[n + 3] = (byte) (0x80 | (code & 0x3F));
        n += 4;
      } else {
        out[n] = (byte) (0xE0 | (c >> 12));
        out[n + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[n + 2] = (byte) (0x80 | (c & 0x3F));
        n += 3;
      }
    }
    return n;
  }

  /** How many bytes the character takes whose first UTF-16 unit is at {@code i}. */
  static int bytesAt(char[] s, int i, int end) {
    char c = s[i];
    if (c < 0x80) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return isPair(s, i, end) ? 4 : 3;
  }

  static boolean isPair(char[] s, int i, int end) {
    return i + 1 < end && Character.isHighSurrogate(s[i]) && Character.isLowSurrogate(s[i + 1]);
  }

  /** Whether a byte is the second, third or fourth of a character. */
  static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** The string of some bytes; bytes that are no character become U+FFFD. */
  static String decode(byte[] bytes, int length) {
    StringBuilder out = new StringBuilder(length);
    int start = 0;
    for (int i = 0; i + 2 < length; i++) {
      if (isSurrogate(bytes, i)) {
        out.append(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        out.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
        start = i + 3;
        i += 2;
      }
    }
    if (start == 0) {
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
    return out.append(new String(bytes, start, length - start, StandardCharsets.UTF_8)).toString();
  }

  private static boolean isSurrogate(byte[] bytes, int i) {
    return bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0 && isContinuation(bytes[i + 2]);
  }
}
