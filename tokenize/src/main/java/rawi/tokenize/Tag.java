package rawi.tokenize;

/**
 * {@code @name} and {@code #topic}. A name is made of letters, digits and underscores; a topic of
 * letters of any script, marks, digits and underscores with at least one letter, so that {@code #1}
 * is none.
 *
 * <p>Source: Unicode Standard Annex 31, hashtag identifiers (UAX31-R8).
 */
final class Tag {
  private Tag() {}

  /** End of the tag whose sign is at {@code sign}, or {@code sign} when none starts there. */
  static int endAt(char[] s, int from, int sign, int end) {
    if (sign > from && Chars.isWord(Chars.classOf(s[sign - 1]))) {
      return sign;
    }
    boolean letter = false;
    int i = sign + 1;
    while (i < end) {
      byte c = Chars.classOf(s[i]);
      int next = i + 1;
      if (c == Chars.HIGH_SURROGATE && Chars.isPair(s, i, end)) {
        c = Chars.pairClass(s, i);
        next = i + 2;
      }
      boolean joins =
          s[i] == '_'
              || (c == Chars.FORMAT && letter && Chars.isWord(Chars.classAt(s, next, i, end)));
      if (!Chars.isWord(c) && c != Chars.IDEOGRAPH && !joins) {
        break;
      }
      letter |= Chars.isLetter(c) || c == Chars.IDEOGRAPH || (s[sign] == '@' && c == Chars.DIGIT);
      i = next;
    }
    return letter ? i : sign;
  }
}
