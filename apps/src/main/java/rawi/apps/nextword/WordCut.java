package rawi.apps.nextword;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.NormalizationStep;
import rawi.tokenize.PlainTokenizer;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;

/**
 * What a token is to a language model.
 *
 * @param kind of tokenizer
 */
public record WordCut(Kind kind, Language language) {
  /** The tokenizers there are. */
  public enum Kind {
    /**
     * Rawi's own, whose words are written as they should be: elided words keep their apostrophe.
     */
    WORD,
    /** Runs of letters and digits, each other sign alone: what published perplexities count. */
    PLAIN;

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException with the names there are
     */
    public static Kind of(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.toString().equals(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "tokenizer: expected one of %s, got '%s'"
                          .formatted(
                              Arrays.stream(values())
                                  .map(Kind::toString)
                                  .collect(Collectors.joining(", ")),
                              name)));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is suggested is going to be read, so letters that only a search takes for one another stay
   * apart.
   */
  private static final NormalizationStep[] SPELLING = {
    NormalizationStep.ALEF,
    NormalizationStep.HAMZA,
    NormalizationStep.TEH_MARBUTA,
    NormalizationStep.ALEF_MAQSURA,
    NormalizationStep.LIGATURES,
    NormalizationStep.MAGHREBI_LETTERS
  };

  /** The tokenizer. */
  Tokenizer tokenizer() {
    return switch (kind) {
      case WORD -> WordTokenizer.of(Normalization.of(language).without(SPELLING));
      case PLAIN -> new PlainTokenizer();
    };
  }

  /** Whether a space stands between two tokens in running text. */
  boolean spaced(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    boolean hyphens = kind == Kind.PLAIN && (left.equals("-") || right.equals("-"));
    boolean apostrophes = endsWithApostrophe(left) || isApostrophe(right);
    boolean inversion = right.length() > 1 && right.charAt(0) == '-';
    return !hyphens
        && !apostrophes
        && !inversion
        && !closing().contains(right)
        && !opening().contains(left);
  }

  private boolean endsWithApostrophe(String word) {
    boolean apostrophe = isApostrophe(word.substring(word.length() - 1));
    return apostrophe && (word.length() > 1 || kind == Kind.PLAIN);
  }

  private static boolean isApostrophe(String sign) {
    return sign.equals("'") || sign.equals("\u2019");
  }

  /** French sets a space before the signs of two parts. */
  private List<String> closing() {
    return language == Language.FR
        ? List.of(",", ".", "...", "…", ")", "]", "}", "%")
        : List.of(",", ".", "...", "…", ")", "]", "}", "%", ";", ":", "!", "?", "»", "،", "؛", "؟");
  }

  private List<String> opening() {
    return language == Language.FR ? List.of("(", "[", "{") : List.of("(", "[", "{", "«");
  }

  /** Whether a token that a text ends with may be the beginning of a longer one. */
  static boolean unfinished(Token last, String text) {
    return last.end() == text.length()
        && Character.isLetterOrDigit(text.codePointBefore(text.length()));
  }
}
