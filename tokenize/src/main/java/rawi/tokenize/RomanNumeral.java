package rawi.tokenize;

/**
 * Roman numerals, whose three equal letters mean something: {@code XXIII}, {@code xviiie}. Capitals
 * are one whatever their order, small letters only when they count up to 39 in the usual order, and
 * either may have the ending of a French ordinal.
 *
 * <p>Source: Imprimerie nationale, Lexique des règles typographiques, on Roman numerals and on
 * ordinals.
 */
final class RomanNumeral {
  private static final WordSet ENDING = WordSet.folded("e er re ème eme ième ieme es èmes");

  private RomanNumeral() {}

  static boolean is(char[] s, int start, int end) {
    int i = start;
    while (i < end && "IVXLCDM".indexOf(s[i]) >= 0) {
      i++;
    }
    if (i == start) {
      i = smallEnd(s, start, end);
    }
    return i > start && (i == end || ENDING.contains(s, i, end));
  }

  /** Tens, then ix, iv or a five with up to three ones. */
  private static int smallEnd(char[] s, int start, int end) {
    int i = run(s, start, end, 'x');
    if (i + 1 < end && s[i] == 'i' && (s[i + 1] == 'x' || s[i + 1] == 'v')) {
      return i + 2;
    }
    i = i < end && s[i] == 'v' ? i + 1 : i;
    return run(s, i, end, 'i');
  }

  /** Behind at most three of one letter. */
  private static int run(char[] s, int start, int end, char letter) {
    int i = start;
    while (i < end && i < start + 3 && s[i] == letter) {
      i++;
    }
    return i;
  }
}
