package rawi.apps.nextword;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param subwords the pieces of words, where these are the tokens
 */
public record WordCut(Kind kind, Language language, Optional<Subwords> subwords) {
  /** The tokenizers there are. */
  public enum Kind {
    /**
     * Rawi's own, whose words are written as they should be: elided words keep their apostrophe.
     */
    WORD,
    /** Runs of letters and digits, each other sign alone: what published perplexities count. */
    PLAIN,
    /** Pieces of words, cut by a tokenizer that learnt them. */
    PIECES;

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException with the names that need nothing but themselves
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
                              Stream.of(WORD, PLAIN)
                                  .map(Kind::toString)
                                  .collect(Collectors.joining(", ")),
                              name)));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public WordCut {
    if ((kind == Kind.PIECES) != subwords.isPresent()) {
      throw new IllegalArgumentException(
          "tokenizer: pieces of words are cut by a tokenizer that learnt them, got %s %s one"
              .formatted(kind, subwords.isPresent() ? "with" : "without"));
    }
  }

  /** What a run's facts say of it. */
  @JsonValue
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("kind", kind.toString());
    facts.put("language", language.name());
    subwords.ifPresent(s -> facts.put("subwords", s.sha256()));
    return facts;
  }

  /** Tokens that are words. */
  public WordCut(Kind kind, Language language) {
    this(kind, language, Optional.empty());
  }

  /** Tokens that are pieces of words. */
  public static WordCut pieces(Subwords subwords, Language language) {
    return new WordCut(Kind.PIECES, language, Optional.of(subwords));
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
      case PIECES -> subwords.orElseThrow().tokenizer();
    };
  }

  /** Whether a space stands between two tokens in running text. */
  boolean spaced(String left, String right) {
    if (left.isEmpty() || right.isEmpty() || kind == Kind.PIECES) {
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

  /** Whether a word lacks its last letter before the next word: l', qu'. */
  static boolean elided(String word) {
    return word.length() > 1 && isApostrophe(word.substring(word.length() - 1));
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
