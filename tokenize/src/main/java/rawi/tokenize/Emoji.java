package rawi.tokenize;

/**
 * Emoji sequences: a pictograph with variation selector, skin tone, tags and joiners, a flag of two
 * regional indicators, a keycap. All that shows as one picture is one token.
 *
 * <p>Source: Unicode Technical Standard 51, definitions ED-10 to ED-17a. The set of pictographs is
 * given by blocks, so that it does not depend on the Unicode version of the JDK.
 */
final class Emoji {
  private static final char ZERO_WIDTH_JOINER = '\u200D';
  private static final char VARIATION_16 = '\uFE0F';
  private static final char KEYCAP = '\u20E3';

  private Emoji() {}

  /** End of the emoji sequence that starts at {@code i}, or {@code i} when none does. */
  static int endAt(char[] s, int i, int end) {
    int stop = element(s, i, end);
    while (stop > i && stop + 1 < end && s[stop] == ZERO_WIDTH_JOINER) {
      int next = element(s, stop + 1, end);
      if (next == stop + 1) {
        break;
      }
      stop = next;
    }
    return stop;
  }

  /**
   * End of a keycap (digit, # or *, the selector, U+20E3) that starts at {@code i}, or {@code i}.
   */
  static int keycapEnd(char[] s, int i, int end) {
    int key = i + 1 < end && s[i + 1] == VARIATION_16 ? i + 2 : i + 1;
    return key < end && s[key] == KEYCAP ? key + 1 : i;
  }

  private static int element(char[] s, int i, int end) {
    int c = codePoint(s, i, end);
    if (isRegional(c)) {
      int next = i + 2;
      return next < end && isRegional(codePoint(s, next, end)) ? next + 2 : next;
    }
    int stop = i + Character.charCount(c);
    boolean selected = stop < end && s[stop] == VARIATION_16;
    if (!isPictograph(c) && !(selected && Chars.classOf(s[i]) == Chars.SYMBOL)) {
      return i;
    }
    if (selected) {
      stop++;
    }
    while (stop < end) {
      int next = codePoint(s, stop, end);
      boolean tone = next >= 0x1F3FB && next <= 0x1F3FF;
      boolean tag = next >= 0xE0020 && next <= 0xE007F;
      if (!tone && !tag && next != VARIATION_16 && next != KEYCAP) {
        break;
      }
      stop += Character.charCount(next);
    }
    return stop;
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static boolean isPictograph(int c) {
    if (c >= 0x10000) {
      return c >= 0x1F000 && c <= 0x1FAFF;
    }
    return (c >= 0x2600 && c <= 0x27BF && !isDingbatBracketOrDigit(c))
        || (c >= 0x231A && c <= 0x231B)
        || (c >= 0x23E9 && c <= 0x23FA)
        || (c >= 0x25FB && c <= 0x25FE)
        || (c >= 0x2B05 && c <= 0x2B07)
        || (c >= 0x2B1B && c <= 0x2B1C)
        || c == 0x2B50
        || c == 0x2B55
        || c == 0x23CF
        || c == 0x2934
        || c == 0x2935
        || c == 0x3297
        || c == 0x3299;
  }

  private static boolean isDingbatBracketOrDigit(int c) {
    return c >= 0x2768 && c <= 0x2793;
  }

  private static int codePoint(char[] s, int i, int end) {
    return i >= end ? 0 : Chars.isPair(s, i, end) ? Character.toCodePoint(s[i], s[i + 1]) : s[i];
  }
}
