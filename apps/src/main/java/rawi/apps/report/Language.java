package rawi.apps.report;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/**
 * The language of a text and the direction of its lines.
 *
 * @param tag BCP 47
 */
record Language(String tag, boolean rightToLeft) {
  private static final Set<String> RIGHT_TO_LEFT_SCRIPTS =
      Set.of("Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa");

  /** Languages mostly written in one of those scripts, the spoken Arabics by their own codes. */
  private static final Set<String> RIGHT_TO_LEFT_LANGUAGES =
      Set.of(
          "acm", "aeb", "ajp", "apc", "apd", "ar", "arb", "arq", "ars", "ary", "arz", "ayl", "azb",
          "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi");

  private static final String UNKNOWN = "und";

  /**
   * @throws IllegalArgumentException if the tag is not well-formed
   */
  static Language of(String tag) {
    Locale locale = locale(tag);
    boolean rightToLeft =
        locale.getScript().isEmpty()
            ? RIGHT_TO_LEFT_LANGUAGES.contains(locale.getLanguage())
            : RIGHT_TO_LEFT_SCRIPTS.contains(locale.getScript());
    return new Language(locale.toLanguageTag(), rightToLeft);
  }

  /**
   * The language and direction of one text out of this language's: its lines run as most of its
   * letters do. A sentence of Arabic that opens with a Latin name still runs from the right, and a
   * Latin sentence among Arabic ones from the left; the latter may be French or Arabizi, so its
   * language is left open.
   */
  Language forText(CharSequence text) {
    long balance = text.codePoints().mapToLong(Language::pull).sum();
    if (balance == 0 || balance > 0 == rightToLeft) {
      return this;
    }
    return new Language(UNKNOWN, balance > 0);
  }

  /** The value of the {@code dir} attribute. */
  String direction() {
    return rightToLeft ? "rtl" : "ltr";
  }

  /** The language's name for itself; empty where the Java runtime knows none. */
  String ownName() {
    Locale locale = locale(tag);
    String own = locale.getDisplayLanguage(locale);
    boolean unknown = tag.startsWith(UNKNOWN) || own.equals(locale.getLanguage());
    return unknown ? "" : own;
  }

  private static int pull(int codePoint) {
    return switch (Character.getDirectionality(codePoint)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          1;
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> -1;
      default -> 0;
    };
  }

  private static Locale locale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException(
          "language: expected a BCP 47 tag such as fr, ar or ar-TN, got '" + tag + "'", e);
    }
  }
}
