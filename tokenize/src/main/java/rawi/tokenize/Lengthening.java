package rawi.tokenize;

/**
 * Letters repeated for emphasis. Of three or more of one letter two are left ({@code bravoooo} is
 * {@code bravoo}, so that the emphasis still shows and true double letters stay), of an Arabic long
 * vowel one ({@code جمييييل} is {@code جميل}); of three or more {@code !} or {@code ?} two.
 *
 * <p>Source: S. Brody and N. Diakopoulos, Cooooooooooooooollllllllllllll!!!!!!!!!!!!!! (EMNLP
 * 2011).
 */
public final class Lengthening {
  private Lengthening() {}

  static String shorten(String word) {
    int first = runOfThree(word);
    if (first < 0) {
      return word;
    }
    StringBuilder out = new StringBuilder(word.length());
    int i = 0;
    while (i < word.length()) {
      char c = word.charAt(i);
      int stop = i + 1;
      while (stop < word.length() && word.charAt(stop) == c) {
        stop++;
      }
      int kept = left(c, stop - i);
      out.append(word, i, i + kept);
      i = stop;
    }
    return out.toString();
  }

  /** How many of {@code run} equal characters in a row are left. */
  public static int left(char c, int run) {
    if (run < 3) {
      return run;
    }
    if (c == 'ا' || c == 'و' || c == 'ي' || c == 'ى') {
      return 1;
    }
    return switch (c) {
      case '.' -> 3;
      case '!', '?', '\u061F', '(', ')' -> 2;
      default -> Chars.isLetter(Chars.classOf(c)) ? 2 : run;
    };
  }

  private static int runOfThree(String word) {
    for (int i = 2; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == word.charAt(i - 1) && c == word.charAt(i - 2)) {
        return i;
      }
    }
    return -1;
  }
}
