package rawi.tokenize.subwords;

import java.util.Arrays;
import java.util.Optional;

/**
 * A visible character for each of the 256 bytes, by which tokens of bytes are spelled in a file.
 * The 188 printable characters of Latin-1 stand for themselves; the other bytes, in order, take the
 * characters from U+0100 on, so that the space is Ġ and the line feed Ċ.
 *
 * <p>Source: A. Radford et al., Language Models are Unsupervised Multitask Learners, 2019, section
 * 2.2, and the vocabulary published with it.
 */
final class ByteAlphabet {
  static final int SIZE = 256;

  private static final char[] SPELLED = spelled();
  private static final short[] BYTES = bytes();

  private ByteAlphabet() {}

  /** The character of a byte, 0 to 255. */
  static char spell(int value) {
    return SPELLED[value];
  }

  static String spell(byte[] token) {
    char[] form = new char[token.length];
    for (int i = 0; i < form.length; i++) {
      form[i] = SPELLED[token[i] & 0xFF];
    }
    return new String(form);
  }

  /** The bytes that {@code form} spells; empty when a character of it spells none. */
  static Optional<byte[]> read(String form) {
    byte[] token = new byte[form.length()];
    for (int i = 0; i < token.length; i++) {
      char c = form.charAt(i);
      if (c >= BYTES.length || BYTES[c] < 0) {
        return Optional.empty();
      }
      token[i] = (byte) BYTES[c];
    }
    return Optional.of(token);
  }

  /** The 256 bytes in the order of their characters, in which a vocabulary begins. */
  static int[] inOrder() {
    int[] order = new int[SIZE];
    int n = 0;
    for (short value : BYTES) {
      if (value >= 0) {
        order[n] = value;
        n++;
      }
    }
    return order;
  }

  private static char[] spelled() {
    char[] table = new char[SIZE];
    int others = 0;
    for (int b = 0; b < SIZE; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD);
      table[b] = (char) (printable ? b : SIZE + others);
      others += printable ? 0 : 1;
    }
    return table;
  }

  private static short[] bytes() {
    short[] table = new short[SIZE + 68];
    Arrays.fill(table, (short) -1);
    for (int b = 0; b < SIZE; b++) {
      table[SPELLED[b]] = (short) b;
    }
    return table;
  }
}
