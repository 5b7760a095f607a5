package rawi.tokenize;

import java.util.Set;

/**
 * One pass over the characters: the first character of a token decides who reads the rest of it.
 */
final class Scanner {
  private final boolean emoji;
  private final WordScanner words;
  private final NumberScanner numbers;
  private final SignScanner signs;

  Scanner(Set<Rule> rules) {
    this.emoji = rules.contains(Rule.EMOJI);
    this.words = new WordScanner(rules);
    this.numbers = new NumberScanner(rules, words);
    this.signs = new SignScanner(rules);
  }

  void scan(char[] text, int from, int end, TokenSink sink) {
    int i = from;
    while (i < end) {
      byte c = Chars.classOf(text[i]);
      if (c == Chars.SPACE) {
        i++;
      } else if (c == Chars.LATIN) {
        i = words.latin(text, from, i, end, sink);
      } else if (c == Chars.ARABIC) {
        i = arabic(text, i, end, sink);
      } else {
        i = rest(c, text, from, i, end, sink);
      }
    }
  }

  private int rest(byte c, char[] s, int from, int i, int end, TokenSink sink) {
    return switch (c) {
      case Chars.DIGIT -> numbers.number(s, from, i, end, sink);
      case Chars.PUNCTUATION, Chars.SYMBOL -> signs.sign(s, from, i, end, sink);
      case Chars.LETTER -> words.word(s, from, i, i + 1, end, sink);
      case Chars.IDEOGRAPH -> WordScanner.emit(sink, i, i + 1, Kind.WORD, Script.OTHER);
      case Chars.MARK -> marks(s, i, end, sink);
      case Chars.HIGH_SURROGATE -> pair(s, from, i, end, sink);
      default -> i + 1;
    };
  }

  private int arabic(char[] s, int start, int end, TokenSink sink) {
    int i = start + 1;
    while (i < end) {
      byte c = Chars.classOf(s[i]);
      if (c == Chars.ARABIC || c == Chars.MARK) {
        i++;
      } else if (c == Chars.DIGIT && !numbers.isSeparatedNumber(s, i, end)) {
        i = Numbers.digitsEnd(s, i, end);
        break; // what stands behind a number is a word of its own, with a clitic before it or not
      } else if ((c == Chars.FORMAT || s[i] == '_')
          && Chars.classAt(s, i + 1, i, end) == Chars.ARABIC) {
        i += 2;
      } else {
        break;
      }
    }
    return WordScanner.emit(sink, start, i, Kind.WORD, Script.ARABIC);
  }

  private int pair(char[] s, int from, int i, int end, TokenSink sink) {
    if (!Chars.isPair(s, i, end)) {
      return i + 1;
    }
    int stop = emoji ? Emoji.endAt(s, i, end) : i;
    if (stop > i) {
      return WordScanner.emit(sink, i, stop, Kind.EMOJI, Script.NONE);
    }
    byte c = Chars.pairClass(s, i);
    return switch (c) {
      case Chars.LATIN, Chars.ARABIC, Chars.LETTER, Chars.DIGIT ->
          words.word(s, from, i, i + 2, end, sink);
      case Chars.IDEOGRAPH -> WordScanner.emit(sink, i, i + 2, Kind.WORD, Script.OTHER);
      case Chars.PUNCTUATION -> WordScanner.emit(sink, i, i + 2, Kind.PUNCTUATION, Script.NONE);
      case Chars.FORMAT, Chars.SPACE, Chars.CONTROL -> i + 2;
      default -> WordScanner.emit(sink, i, i + 2, Kind.OTHER, Script.NONE);
    };
  }

  /** Marks with nothing to stand on. */
  private static int marks(char[] s, int start, int end, TokenSink sink) {
    int i = start + 1;
    while (i < end && Chars.classOf(s[i]) == Chars.MARK) {
      i++;
    }
    return WordScanner.emit(sink, start, i, Kind.OTHER, Script.NONE);
  }
}
