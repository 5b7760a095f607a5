package rawi.tokenize;

import java.util.stream.Stream;

/**
 * French pronouns hung on their verb by a hyphen, and the particles -ci and -là: each is a token of
 * its own that begins with the hyphen, together with the linking t where there is one ({@code
 * a-t-il} is {@code a} {@code -t-il}). Compounds stay whole ({@code arc-en-ciel}, {@code
 * rendez-vous}, {@code celui-ci}): after the pronoun the word must end, and a subject pronoun asks
 * for the verb ending of its person ({@code -il} follows t or d, {@code -vous} follows z or s,
 * ...).
 *
 * <p>Source: Universal Dependencies for French, tokenization guidelines (clitics after the verb);
 * M. Grevisse and A. Goosse, Le bon usage, on the inversion of the subject and on the euphonic t.
 */
final class Inversion {
  private static final WordSet THIRD = WordSet.folded("il elle on ils elles");
  private static final WordSet SUBJECT = WordSet.folded("je tu ce");
  private static final WordSet OBJECT =
      WordSet.folded("moi toi le la les lui leur nous vous y en ci là");

  /** Often hung on an imperative, though no clitic: {@code n'hésitez-pas}. */
  private static final WordSet NEGATION = WordSet.folded("pas");

  private static final WordSet ADVERBIAL = WordSet.folded("en y");

  private static final WordSet ELIDED_OBJECT = WordSet.folded("m t l");

  /** Words in which such an ending is frozen. */
  private static final WordSet WHOLE =
      WordSet.folded(
          "celui-ci celle-ci ceux-ci celles-ci celui-là celle-là ceux-là celles-là rendez-vous garde-à-vous"
              + " chez-moi chez-toi chez-nous chez-vous chez-lui quant-à-moi entre-nous laissez-moi-tranquille"
              + " par-ci par-là jusque-là de-ci de-là voilà par-delà au-delà là-là m'as-tu-vu va-et-vient"
              + " qu'en-dira-t-on soi-disant on-dit sot-l'y-laisse");

  /**
   * Enough to see a whole frozen word, so that a line of hyphens is not read again at each of them.
   */
  private static final int LONGEST_HOST = 24;

  private Inversion() {}

  /**
   * End of the clitic that starts at {@code hyphen}, or {@code hyphen} when none does.
   *
   * @param from the first character that belongs to the text
   */
  static int endAt(char[] s, int from, int hyphen, int end) {
    int host = hostStart(s, from, hyphen);
    if (host == hyphen) {
      return hyphen;
    }
    int word = lettersEnd(s, hyphen + 1, end);
    if (word == hyphen + 1) {
      return hyphen;
    }
    int stop = clitic(s, hyphen, word, end);
    return stop > hyphen && !isFrozen(s, from, host, stop, end) ? stop : hyphen;
  }

  /** The words that stay whole though they end like a verb with its clitic. */
  static Stream<String> frozen() {
    return WHOLE.words();
  }

  /**
   * Whether {@code [host, stop)} belongs to a frozen word, which may begin before an apostrophe
   * ({@code qu'en-dira-t-on}) and go on behind one ({@code sot-l'y-laisse}).
   */
  private static boolean isFrozen(char[] s, int from, int host, int stop, int end) {
    int last = stop;
    while (last < end && last < stop + LONGEST_HOST && isInside(s[last])) {
      last++;
    }
    int before =
        host > from && Chars.isApostrophe(s[host - 1]) ? hostStart(s, from, host - 1) : host;
    return WHOLE.contains(s, host, stop)
        || WHOLE.contains(s, host, last)
        || (before < host && WHOLE.contains(s, before, last));
  }

  private static boolean isInside(char c) {
    return Chars.classOf(c) == Chars.LATIN || Chars.isHyphen(c);
  }

  private static int clitic(char[] s, int hyphen, int word, int end) {
    int first = hyphen + 1;
    boolean linkingT = word == first + 1 && (s[first] | 32) == 't';
    if (word < end && Chars.isApostrophe(s[word]) && ELIDED_OBJECT.contains(s, first, word)) {
      return word + 1;
    }
    if (linkingT && word < end && Chars.isHyphen(s[word])) {
      int pronoun = lettersEnd(s, word + 1, end);
      if (ADVERBIAL.contains(s, word + 1, pronoun) && ends(s, pronoun, end)) {
        return word; // va-t-en, for va-t'en
      }
      return THIRD.contains(s, word + 1, pronoun) && ends(s, pronoun, end) ? pronoun : hyphen;
    }
    char before = Character.toLowerCase(s[hyphen - 1]);
    boolean found =
        (THIRD.contains(s, first, word) && (before == 't' || before == 'd'))
            || (SUBJECT.contains(s, first, word) && fits(before, Character.toLowerCase(s[first])))
            || (NEGATION.contains(s, first, word) && before == 'z')
            || OBJECT.contains(s, first, word);
    return found && (ends(s, word, end) || clitic(s, word, lettersEnd(s, word + 1, end), end, true))
        ? word
        : hyphen;
  }

  /** A second clitic may follow the first: donne-le-moi. */
  private static boolean clitic(char[] s, int hyphen, int word, int end, boolean second) {
    return second
        && hyphen < end
        && Chars.isHyphen(s[hyphen])
        && OBJECT.contains(s, hyphen + 1, word)
        && ends(s, word, end);
  }

  /** Which verb endings stand before je, tu and ce. */
  private static boolean fits(char before, char pronoun) {
    return switch (pronoun) {
      case 'j' -> before == 's' || before == 'x' || before == 'i' || before == 'e' || before == 'é';
      case 't' -> before == 's' || before == 'x';
      default -> before == 't' || before == 'd' || before == 's' || before == 'a';
    };
  }

  private static int hostStart(char[] s, int from, int hyphen) {
    int first = Math.max(from, hyphen - LONGEST_HOST);
    int i = hyphen;
    while (i > first
        && (Chars.classOf(s[i - 1]) == Chars.LATIN
            || Chars.classOf(s[i - 1]) == Chars.MARK
            || Chars.isHyphen(s[i - 1]))) {
      i--;
    }
    return i;
  }

  private static int lettersEnd(char[] s, int from, int end) {
    int i = from;
    while (i < end && Chars.classOf(s[i]) == Chars.LATIN) {
      i++;
    }
    return i;
  }

  private static boolean ends(char[] s, int i, int end) {
    return i >= end
        || (!Chars.isWord(Chars.classOf(s[i]))
            && !(Chars.isHyphen(s[i]) && Chars.isWord(Chars.classAt(s, i + 1, i, end))));
  }
}
