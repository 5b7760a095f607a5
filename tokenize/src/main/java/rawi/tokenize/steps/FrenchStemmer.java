package rawi.tokenize.steps;

/**
 * The French stemmer of the Snowball project, in the form of 2025 that takes elisions off ({@code
 * l'amitié} is {@code amiti}), unites {@code bijoux} with {@code bijou} and {@code portugaise} with
 * {@code portugais}. It takes words in small letters; what it returns need not be a word.
 *
 * <p>Letters are marked first: u, i and y that sound as consonants, and a diaeresis, become
 * capitals ({@code U I Y}, {@code H} before the vowel). Suffixes then go by the region they lie in:
 * RV behind the first vowel that is not the first letter, R1 behind the first consonant that
 * follows a vowel, R2 the same within R1.
 *
 * <p>Source: M. Porter and R. Boulton, French stemming algorithm, snowballstem.org (2001 to 2025).
 */
public final class FrenchStemmer {
  private FrenchStemmer() {}

  /** The stem of a word in small letters. */
  public static String stem(String word) {
    int elided = elision(word);
    StemmedWord w = StemmedWord.of(word.substring(elided));
    boolean changed =
        FrenchSuffixes.standard(w) || FrenchSuffixes.verbInI(w) || FrenchSuffixes.verb(w);
    if (changed) {
      w.soften();
    } else {
      FrenchSuffixes.residual(w);
    }
    w.undouble();
    w.unaccent();
    return w.unmarked();
  }

  /** Length of the elided word that {@code word} starts with, or 0. */
  private static int elision(String word) {
    int apostrophe = word.indexOf('\'');
    boolean elided =
        (apostrophe == 1 && "cdjlmnst".indexOf(word.charAt(0)) >= 0)
            || (apostrophe == 2 && word.startsWith("qu"));
    return elided && apostrophe + 1 < word.length() ? apostrophe + 1 : 0;
  }
}
