package rawi.tokenize;

/**
 * The point of an abbreviation belongs to it: titles ({@code M.}, {@code Dr.}), {@code etc.},
 * initials before a name ({@code J. Verne}, {@code J.Verne}) and not behind what has letters for
 * names ({@code vitamine C.}), letters with points ({@code R.E.M.}, {@code J.-C.}, {@code s.v.p.}),
 * words that are cut to their letters ({@code c.-à-d.}, {@code p.-ê.}). Abbreviations that are also
 * words keep their point only where the sentence goes on behind it, with a digit or a small letter
 * ({@code p. 12}, {@code op. cit.}), {@code al.} only behind {@code et}.
 *
 * <p>Source: Imprimerie nationale, Lexique des règles typographiques, on abbreviations and on
 * bibliographies (ibid., op. cit., et al.); Trésor de la langue française, its list of
 * abbreviations (c.-à-d., p.-ê.); tokens as in Universal Dependencies for French.
 */
final class Abbreviation {
  private static final WordSet ALWAYS =
      WordSet.exact(
          "M MM Mr Mrs Ms Dr Drs Pr Mgr Mme Mmes Mlle Mlles Me St Ste Sts etc cf Cf av apr Cie Sté Bd bd Av boul"
              + " tél Tél ibid Ibid cit sqq arr");
  private static final WordSet BEFORE_MORE =
      WordSet.exact(
          "p pp vol art Art fig Fig chap éd ex env hab trad coll n no t col dir sq suiv réf adj Jr Sr Inc Ltd op Op loc Loc");

  /** The à also as two characters. */
  private static final WordSet SPELLED =
      WordSet.folded("c.-à-d. c.-a\u0300-d. c.-a-d. p.-ê. p.-e\u0302. p.-e.");

  /** Behind these a capital letter is a label, not the initial of a name. */
  private static final WordSet LABELLED =
      WordSet.folded(
          "vitamine vitamines plan classe groupe hépatite hépatites catégorie type série option"
              + " niveau bloc zone variante annexe section bâtiment escalier quai porte hall point lettre"
              + " case ligne phase solution équipe immeuble tome terminal");

  private static final int LONGEST_LABELLED = 12;

  private static final int LONGEST_SPELLED = 8;

  private Abbreviation() {}

  /**
   * End of the abbreviation whose first point is at {@code point}, or 0 when the point ends a
   * sentence.
   *
   * @param from the first character that belongs to the text
   */
  static int endAt(char[] s, int from, int start, int point, int end) {
    if (point + 1 < end && s[point + 1] == '.') {
      return 0; // points of suspension
    }
    if (point == start + 1) {
      int letters = lettersEnd(s, from, start, point, end);
      if (letters > 0) {
        return letters;
      }
    }
    boolean whole =
        ALWAYS.contains(s, start, point)
            || (BEFORE_MORE.contains(s, start, point) && sentenceGoesOn(s, point + 1, end))
            || isAlii(s, from, start, point);
    return whole ? point + 1 : 0;
  }

  /** End of what begins with one letter and its point, or 0. */
  private static int lettersEnd(char[] s, int from, int start, int point, int end) {
    int spelled = spelledEnd(s, start, end);
    if (spelled > 0) {
      return spelled;
    }
    boolean upper = Chars.isUpper(s[start]);
    int letters = pointedLetters(s, point, end, upper);
    if (upper) {
      boolean belongs =
          letters > point + 1
              || s[start] == 'M'
              || (nameFollows(s, point + 1, end) && !isLabel(s, from, start));
      return belongs ? letters : 0;
    }
    boolean more = letters < end && Chars.isWord(Chars.classOf(s[letters]));
    return letters > point + 1 && !more ? letters : 0;
  }

  private static int spelledEnd(char[] s, int start, int end) {
    if (start + 2 >= end || !Chars.isHyphen(s[start + 2])) {
      return 0;
    }
    for (int i = start + 4; i < end && i < start + LONGEST_SPELLED; i++) {
      if (s[i] == '.') {
        return SPELLED.contains(s, start, i + 1) ? i + 1 : 0;
      }
    }
    return 0;
  }

  private static boolean isAlii(char[] s, int from, int start, int point) {
    return point == start + 2
        && s[start] == 'a'
        && s[start + 1] == 'l'
        && start - 3 >= from
        && Chars.isGroupSpace(s[start - 1])
        && s[start - 2] == 't'
        && s[start - 3] == 'e'
        && !Chars.isWord(Chars.classAt(s, start - 4, from, start));
  }

  /** Behind more letters of that size, each with its point. */
  private static int pointedLetters(char[] s, int point, int end, boolean upper) {
    int i = point + 1;
    while (true) {
      int letter = i < end && Chars.isHyphen(s[i]) ? i + 1 : i;
      boolean one =
          letter + 1 < end
              && s[letter + 1] == '.'
              && Chars.isUpper(s[letter]) == upper
              && (upper || Chars.classOf(s[letter]) == Chars.LATIN);
      if (!one) {
        return i;
      }
      i = letter + 2;
    }
  }

  private static boolean nameFollows(char[] s, int i, int end) {
    int next = skipSpaces(s, i, end);
    boolean capital = next < end && Chars.isUpper(s[next]);
    return capital && (next > i || isSmall(s, next + 1, end)); // J.Verne, not A.B
  }

  private static boolean isSmall(char[] s, int i, int end) {
    return Chars.classAt(s, i, i, end) == Chars.LATIN && !Chars.isUpper(s[i]);
  }

  /** The letter of vitamine C, plan B, hépatite A. */
  private static boolean isLabel(char[] s, int from, int start) {
    int word = start - 1;
    if (word < from || !Chars.isGroupSpace(s[word])) {
      return false;
    }
    int first = word;
    while (first > from
        && word - first < LONGEST_LABELLED
        && Chars.classOf(s[first - 1]) == Chars.LATIN) {
      first--;
    }
    return LABELLED.contains(s, first, word);
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
