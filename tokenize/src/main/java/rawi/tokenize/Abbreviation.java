package rawi.tokenize;

/**
 * The point of an abbreviation belongs to it: titles ({@code M.}, {@code Dr.}), {@code etc.},
 * initials before a name ({@code J. Verne}), letters with points ({@code R.E.M.}, {@code J.-C.}).
 * Abbreviations that are also words keep their point only where the sentence goes on behind it,
 * with a digit or a small letter ({@code p. 12}).
 *
 * <p>Source: Imprimerie nationale, Lexique des règles typographiques, on abbreviations; tokens as
 * in Universal Dependencies for French.
 */
final class Abbreviation {
  private static final WordSet ALWAYS =
      WordSet.exact(
          "M MM Mr Mrs Ms Dr Drs Pr Mgr Mme Mmes Mlle Mlles Me St Ste Sts etc cf Cf av apr Cie Sté Bd bd boul tél Tél");
  private static final WordSet BEFORE_MORE =
      WordSet.exact(
          "p pp vol art Art fig Fig chap éd ex env hab trad coll n no t col dir sq suiv réf adj Jr Sr Inc Ltd");

  private Abbreviation() {}

  /**
   * End of the abbreviation whose first point is at {@code point}, or 0 when the point ends a
   * sentence.
   */
  static int endAt(char[] s, int start, int point, int end) {
    if (point + 1 < end && s[point + 1] == '.') {
      return 0; // points of suspension
    }
    if (point == start + 1 && Chars.isUpper(s[start])) {
      int letters = pointedLetters(s, point, end);
      if (letters > point + 1 || s[start] == 'M' || nameFollows(s, point + 1, end)) {
        return letters;
      }
      return 0;
    }
    if (ALWAYS.contains(s, start, point)) {
      return point + 1;
    }
    return BEFORE_MORE.contains(s, start, point) && sentenceGoesOn(s, point + 1, end)
        ? point + 1
        : 0;
  }

  private static int pointedLetters(char[] s, int point, int end) {
    int i = point + 1;
    while (true) {
      int letter = i < end && Chars.isHyphen(s[i]) ? i + 1 : i;
      if (letter + 1 >= end || !Chars.isUpper(s[letter]) || s[letter + 1] != '.') {
        return i;
      }
      i = letter + 2;
    }
  }

  private static boolean nameFollows(char[] s, int i, int end) {
    int next = skipSpaces(s, i, end);
    return next > i && next < end && Chars.isUpper(s[next]);
  }

  private static boolean sentenceGoesOn(char[] s, int i, int end) {
    int next = skipSpaces(s, i, end);
    return next < end
        && (Chars.classOf(s[next]) == Chars.DIGIT
            || (Chars.isLetter(Chars.classOf(s[next])) && !Chars.isUpper(s[next])));
  }

  private static int skipSpaces(char[] s, int from, int end) {
    int i = from;
    while (i < end && i < from + 4 && Chars.isGroupSpace(s[i])) {
      i++;
    }
    return i;
  }
}
