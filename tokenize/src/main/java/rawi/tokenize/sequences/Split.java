package rawi.tokenize.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/** How a text is cut into words. */
public enum Split {
  /** Not at all: the text is one word. */
  NONE,
  /** At white space, which goes. */
  WHITESPACE,
  /** Each code point is a word. */
  CHARACTER,
  /** The normalized tokens of {@link WordTokenizer} for French. */
  WORDS_FR,
  /** The normalized tokens of {@link WordTokenizer} for Arabic. */
  WORDS_AR,
  /** The normalized tokens of {@link WordTokenizer} for any mixture. */
  WORDS_AUTO;

  /** A function that splits; made once, since a tokenizer has tables. */
  Function<String, List<String>> splitter() {
    return switch (this) {
      case NONE -> text -> text.isEmpty() ? List.of() : List.of(text);
      case WHITESPACE -> Split::atWhitespace;
      case CHARACTER -> text -> text.codePoints().mapToObj(Character::toString).toList();
      case WORDS_FR -> words(Language.FR);
      case WORDS_AR -> words(Language.AR);
      case WORDS_AUTO -> words(Language.AUTO);
    };
  }

  private static Function<String, List<String>> words(Language language) {
    WordTokenizer tokenizer = WordTokenizer.of(language);
    return text -> tokenizer.tokenize(text).stream().map(Token::normalized).toList();
  }

  private static List<String> atWhitespace(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isWhitespace(text.charAt(i))) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** Of any script, the non-breaking spaces of French included. */
  private static boolean isWhitespace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
