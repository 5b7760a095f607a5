package rawi.tokenize.steps;

import rawi.tokenize.Lengthening;

/**
 * The letters of a word without marks and tatweel, those repeated for emphasis as {@link
 * Lengthening} leaves them, each with its place in the word.
 */
final class ShortenedLetters {
  private static final char TATWEEL = '\u0640';

  private final String letters;

  /** Index in the word behind each letter, its marks, and what is left out of its run. */
  private final int[] ends;

  private ShortenedLetters(String letters, int[] ends) {
    this.letters = letters;
    this.ends = ends;
  }

  static ShortenedLetters of(String word) {
    int[] places = new int[word.length()];
    int n = 0;
    StringBuilder all = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (isLetter(word.charAt(i))) {
        all.append(word.charAt(i));
        n++;
      }
      if (n > 0) {
        places[n - 1] = i + 1;
      }
    }
    StringBuilder letters = new StringBuilder(n);
    int[] ends = new int[n];
    int run = 1;
    for (int i = 0; i < n; i += run) {
      run = run(all, i);
      int left = Lengthening.left(all.charAt(i), run);
      for (int k = 0; k < left; k++) {
        ends[letters.length()] = places[k + 1 == left ? i + run - 1 : i + k];
        letters.append(all.charAt(i));
      }
    }
    return new ShortenedLetters(letters.toString(), ends);
  }

  String letters() {
    return letters;
  }

  /** Index in the word behind its first {@code count} letters, or behind all it has. */
  int behind(int count) {
    int known = Math.min(count, letters.length());
    return known == 0 ? 0 : ends[known - 1];
  }

  private static int run(CharSequence letters, int from) {
    int i = from + 1;
    while (i < letters.length() && letters.charAt(i) == letters.charAt(from)) {
      i++;
    }
    return i - from;
  }

  private static boolean isLetter(char c) {
    return c != TATWEEL && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
  }
}
