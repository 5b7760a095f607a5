package rawi.tokenize;

import java.util.List;
import java.util.Locale;

/**
 * The cut of simple language models: runs of letters, digits and {@code _}, and every other code
 * point that is no space alone; all in small letters, nothing else normalized. {@code l'arbre} is
 * {@code l}, {@code '}, {@code arbre}. Figures such as a perplexity compare only on the same
 * tokens: this is what many others count.
 *
 * <p>Letters are the general categories L, digits N of the Unicode Character Database. Immutable,
 * safe for any number of threads.
 */
public final class PlainTokenizer implements Tokenizer {
  @Override
  public List<Token> tokenize(String text) {
    TokenBuilder tokens = new TokenBuilder(text);
    int at = 0;
    while (at < text.length()) {
      int end = at + Character.charCount(text.codePointAt(at));
      if (isWord(text.codePointAt(at))) {
        while (end < text.length() && isWord(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
      }
      if (!isSpace(text.codePointAt(at))) {
        tokens.add(at, end, text.substring(at, end).toLowerCase(Locale.ROOT));
      }
      at = end;
    }
    return tokens.tokens();
  }

  private static boolean isWord(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> Character.isLetter(c) || c == '_';
    };
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
