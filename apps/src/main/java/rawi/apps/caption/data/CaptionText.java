package rawi.apps.caption.data;

import java.util.List;
import java.util.Set;

/**
 * A caption to be read, from its tokens: a space between words, but French elided words keep their
 * apostrophe ({@code l} + {@code herbe} is {@code l'herbe}), and English endings get theirs back
 * ({@code man} + {@code s} is {@code man's}). The tokens of the text are the given ones again.
 */
public final class CaptionText {
  /** Words that stand only before a vowel, with an apostrophe. */
  private static final Set<String> ELIDED =
      Set.of(
          "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
          "quelqu", "presqu", "aujourd");

  private static final Set<String> ENDINGS = Set.of("s", "t", "re", "ve", "ll", "d", "m");
  private static final String VOWELS = "aeiouyhàâäéèêëîïôöùûüœæ";

  private CaptionText() {}

  /** The text of some tokens in a language. */
  public static String of(List<String> tokens, String lang) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0) {
        text.append(between(tokens.get(i - 1), tokens.get(i), lang));
      }
      text.append(tokens.get(i));
    }
    return text.toString();
  }

  private static String between(String left, String right, String lang) {
    boolean joined =
        switch (lang) {
          case "fr" -> ELIDED.contains(left) && VOWELS.indexOf(right.codePointAt(0)) >= 0;
          case "en" -> ENDINGS.contains(right);
          default -> false;
        };
    return joined ? "'" : " ";
  }
}
