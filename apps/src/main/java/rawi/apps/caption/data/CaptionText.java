package rawi.apps.caption.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A caption to be read, from its tokens: a space between words, but French elided words keep their
 * apostrophe ({@code l} + {@code herbe} is {@code l'herbe}), and English endings get theirs back
 * ({@code man} + {@code s} is {@code man's}). The tokens of the text are the given ones again.
 */
public final class CaptionText {
  private static final String FRENCH = "fr";
  private static final String ENGLISH = "en";

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
      boolean joined = i > 0 && joined(tokens.get(i - 1), tokens.get(i), lang);
      text.append(i == 0 ? "" : joined ? "'" : " ").append(tokens.get(i));
    }
    return text.toString();
  }

  /** Each token as it stands in the text, with its apostrophe: {@code d'} before {@code une}. */
  public static List<String> pieces(List<String> tokens, String lang) {
    List<String> pieces = new ArrayList<>(tokens);
    for (int i = 1; i < tokens.size(); i++) {
      if (joined(tokens.get(i - 1), tokens.get(i), lang)) {
        boolean before = lang.equals(FRENCH);
        int at = before ? i - 1 : i;
        pieces.set(at, before ? pieces.get(at) + "'" : "'" + pieces.get(at));
      }
    }
    return List.copyOf(pieces);
  }

  private static boolean joined(String left, String right, String lang) {
    return switch (lang) {
      case FRENCH -> ELIDED.contains(left) && VOWELS.indexOf(right.codePointAt(0)) >= 0;
      case ENGLISH -> ENDINGS.contains(right);
      default -> false;
    };
  }
}
