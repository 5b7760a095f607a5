package rawi.apps.sentiment.wide;

/**
 * A word without what writers of dialects vary most: letters in a row that are the same count once,
 * and vowels within the word go, the Latin ones as well as alef, waw and yeh. {@code behia}, {@code
 * bahia} and {@code bahya} meet as nearly the same {@code bh..a}; {@code كبير} and {@code كبيير}
 * are {@code كبر}.
 */
final class Skeleton {
  private static final String VOWELS = "aeiouyàâéèêëîïôûù\u0627\u0648\u064A";

  private Skeleton() {}

  /** The skeleton of a normalized word; never empty if the word is not. */
  static String of(String word) {
    StringBuilder kept = new StringBuilder(word.length());
    StringBuilder once = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
        once.append(word.charAt(i));
      }
    }
    for (int i = 0; i < once.length(); i++) {
      boolean inside = i > 0 && i < once.length() - 1;
      if (!inside || VOWELS.indexOf(once.charAt(i)) < 0) {
        kept.append(once.charAt(i));
      }
    }
    return kept.toString();
  }
}
