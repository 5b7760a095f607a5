package rawi.tokenize.sequences;

import java.util.Locale;

/**
 * What is done to a text before it is split. As in Keras, but for all scripts: Keras lowers ASCII
 * letters and strips ASCII punctuation only.
 */
public enum Standardize {
  NONE,
  /** Small letters, whatever the machine's locale. */
  LOWER,
  /** Punctuation of any script, and the ASCII symbols {@code $+<=>^`|~}, go without a trace. */
  STRIP_PUNCTUATION,
  LOWER_AND_STRIP_PUNCTUATION;

  private static final String SYMBOLS = "$+<=>^`|~";

  String apply(String text) {
    return switch (this) {
      case NONE -> text;
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case STRIP_PUNCTUATION -> stripped(text);
      case LOWER_AND_STRIP_PUNCTUATION -> stripped(text.toLowerCase(Locale.ROOT));
    };
  }

  private static String stripped(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int code = text.codePointAt(i);
      if (!isStripped(code)) {
        kept.appendCodePoint(code);
      }
      i += Character.charCount(code);
    }
    return kept.toString();
  }

  private static boolean isStripped(int code) {
    return switch (Character.getType(code)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> SYMBOLS.indexOf(code) >= 0;
    };
  }
}
