package rawi.tokenize.subwords;

/**
 * What the patterns of a {@link Pretokenizer} ask about a character, one bit each: letters (\p{L}),
 * marks (\p{M}), numbers (\p{N}), white space (\s, the property White_Space), the rest.
 */
final class Categories {
  static final int LETTER = 1;
  static final int MARK = 2;
  static final int NUMBER = 4;
  static final int SPACE = 8;
  static final int OTHER = 16;

  /** A high surrogate: its category is that of the pair. */
  static final int HIGH = 32;

  private static final byte[] TABLE = table();

  private Categories() {}

  /** The category at {@code i}, {@link #SPACE} at {@code end}. */
  static int at(char[] s, int i, int end) {
    if (i >= end) {
      return SPACE;
    }
    int category = TABLE[s[i]];
    if (category != HIGH) {
      return category;
    }
    return Utf8.isPair(s, i, end) ? of(Character.toCodePoint(s[i], s[i + 1])) : OTHER;
  }

  /** End of the run from {@code i} of characters whose category is among {@code wanted}. */
  static int runEnd(char[] s, int from, int end, int wanted) {
    int i = from;
    while (i < end) {
      int category = TABLE[s[i]];
      if ((category & wanted) != 0) {
        i++;
      } else if (category == HIGH && (at(s, i, end) & wanted) != 0) {
        i += Utf8.isPair(s, i, end) ? 2 : 1;
      } else {
        break;
      }
    }
    return i;
  }

  private static byte[] table() {
    byte[] table = new byte[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = (byte) (Character.isHighSurrogate((char) c) ? HIGH : of(c));
    }
    return table;
  }

  static int of(int code) {
    return switch (Character.getType(code)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          LETTER;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      case Character.CONTROL -> (code >= '\t' && code <= '\r') || code == 0x85 ? SPACE : OTHER;
      default -> OTHER;
    };
  }
}
