package rawi.tokenize;

import java.util.stream.Stream;

/**
 * French elision: a function word that lost its vowel before another vowel is a token of its own
 * and keeps its apostrophe ({@code l'arbre} is {@code l'} {@code arbre}). Words in which the
 * apostrophe is frozen stay whole ({@code aujourd'hui}, {@code quelqu'un}, {@code presqu'île}), and
 * so do all words whose first part is none of the elided ones ({@code prud'homme}, {@code O'Hara}),
 * words of speech that lost a sound within ({@code m'sieur}, {@code s'cuse}), and {@code t'il}: no
 * te stands before a subject, it is the t of {@code a-t-il} misspelled. A few words of speech that
 * lost their end keep its apostrophe ({@code du mat'}, {@code le p'tit déj'}).
 *
 * <p>Source: Universal Dependencies for French, tokenization guidelines; M. Grevisse and A. Goosse,
 * Le bon usage, sections on the apostrophe, on elision and on the euphonic t.
 */
final class Elision {
  private static final WordSet ELIDED =
      WordSet.folded(
          "l d j c ç n s m t y z qu lorsqu puisqu jusqu quoiqu quelqu parcequ tandisqu presqu");

  private static final WordSet WHOLE =
      WordSet.folded(
          "quelqu'un quelqu'une l'on presqu'île presqu'îles presqu'ile c'est-à-dire c'est-a-dire"
              + " qu'en-dira-t-on m'as-tu-vu t'il t'ils t'elle t'elles t'on");

  /** Whole too when a clitic hangs on them: {@code s'cuse-moi}. */
  private static final WordSet SPOKEN =
      WordSet.folded(
          "m'sieur m'sieurs m'sieu m'dame m'dames m'zelle m'man s'cuse s'cusez s'cuser n'roll");

  /** Words of speech that lost their end, to which the apostrophe belongs. */
  private static final WordSet SHORTENED = WordSet.folded("déj dej mat aprèm aprem vot quat");

  private Elision() {}

  /** The words in which the apostrophe is frozen and no clitic hangs on them. */
  static Stream<String> frozen() {
    return Stream.concat(WHOLE.words(), SPOKEN.words());
  }

  /** True when the apostrophe stands for the lost end of the word or part before it. */
  static boolean closes(char[] s, int start, int apostrophe, int end) {
    if (Chars.isWord(Chars.classAt(s, apostrophe + 1, start, end))) {
      return false;
    }
    int part = apostrophe;
    while (part > start && !Chars.isHyphen(s[part - 1])) {
      part--;
    }
    return SHORTENED.contains(s, part, apostrophe);
  }

  /** True when {@code [start, apostrophe)} is an elided word that the apostrophe ends. */
  static boolean splits(char[] s, int start, int apostrophe, int end) {
    if (!ELIDED.contains(s, start, apostrophe)) {
      return false;
    }
    int letters = lettersEnd(s, apostrophe + 1, end);
    return !SPOKEN.contains(s, start, letters)
        && !WHOLE.contains(s, start, wordEnd(s, letters, end));
  }

  private static int lettersEnd(char[] s, int from, int end) {
    int i = from;
    while (i < end && Chars.isWord(Chars.classOf(s[i]))) {
      i++;
    }
    return i;
  }

  /** Behind the parts that hyphens join as well. */
  private static int wordEnd(char[] s, int from, int end) {
    int i = from;
    while (i < end && Chars.isHyphen(s[i]) && Chars.isWord(Chars.classAt(s, i + 1, from, end))) {
      i = lettersEnd(s, i + 1, end);
    }
    return i;
  }
}
