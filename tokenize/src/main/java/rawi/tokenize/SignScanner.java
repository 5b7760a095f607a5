package rawi.tokenize;

import java.util.Set;

/** Tokens that start with punctuation or a symbol. */
final class SignScanner {
  private static final char ARABIC_COMMA = '\u060C';

  private final boolean inversion;
  private final boolean number;
  private final boolean date;
  private final boolean emoji;
  private final boolean emoticon;
  private final boolean mention;
  private final boolean hashtag;

  SignScanner(Set<Rule> rules) {
    this.inversion = rules.contains(Rule.INVERSION);
    this.number = rules.contains(Rule.NUMBER);
    this.date = rules.contains(Rule.DATE);
    this.emoji = rules.contains(Rule.EMOJI);
    this.emoticon = rules.contains(Rule.EMOTICON);
    this.mention = rules.contains(Rule.MENTION);
    this.hashtag = rules.contains(Rule.HASHTAG);
  }

  /** A token that starts with punctuation or a symbol. */
  int sign(char[] s, int from, int i, int end, TokenSink sink) {
    char c = s[i];
    if (isPlain(c) && (i + 1 == end || !goesOn(c, s[i + 1]))) {
      return WordScanner.emit(sink, i, i + 1, Kind.PUNCTUATION, Script.NONE);
    }
    byte before = Chars.classAt(s, i - 1, from, end);
    byte after = Chars.classAt(s, i + 1, from, end);
    int stop = i;
    if (Chars.isHyphen(c) && inversion && Chars.isWord(before)) {
      stop = Inversion.endAt(s, from, i, end);
      if (stop > i) {
        return WordScanner.emit(sink, i, stop, Kind.WORD, Script.LATIN);
      }
    }
    if (number && after == Chars.DIGIT && isSign(c) && !isTight(before)) {
      return WordScanner.emit(
          sink, i, Numbers.endAt(s, i + 1, end, date), Kind.NUMBER, Script.NONE);
    }
    if ((c == '@' && mention) || (c == '#' && hashtag)) {
      stop = Tag.endAt(s, from, i, end);
      if (stop > i) {
        return WordScanner.emit(
            sink, i, stop, c == '@' ? Kind.MENTION : Kind.HASHTAG, Chars.scriptOf(s, i, stop));
      }
    }
    if (emoticon && c < 0x80) {
      stop = Emoticon.endAt(s, from, i, end);
    }
    if (emoji && stop == i && (c >= 0x80 || c == '#' || c == '*')) {
      stop = c < 0x80 ? Emoji.keycapEnd(s, i, end) : Emoji.endAt(s, i, end);
    }
    if (stop > i) {
      return WordScanner.emit(sink, i, stop, Kind.EMOJI, Script.NONE);
    }
    stop = number && c == '\u00B0' ? degreeEnd(s, i, end) : runEnd(s, i, end);
    Kind kind = Chars.classOf(c) == Chars.PUNCTUATION ? Kind.PUNCTUATION : Kind.OTHER;
    return WordScanner.emit(sink, i, stop, kind, Script.NONE);
  }

  /** Arabic commas in a row are points of suspension. */
  private static boolean goesOn(char c, char next) {
    return Chars.classOf(next) == Chars.MARK || (c == ARABIC_COMMA && next == c);
  }

  /** Signs with which nothing longer begins. */
  private static boolean isPlain(char c) {
    return switch (c) {
      case ',', ')', ']', '"', '«', '»', '“', '”', '\u060C', '\u061B' -> true;
      default -> false;
    };
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+' || c == '\u2212' || c == '\u00B1';
  }

  private static boolean isTight(byte before) {
    return Chars.isWord(before) || before == Chars.SYMBOL;
  }

  /**
   * Points, dashes, Arabic commas and marks of exclamation or question are one token as a run;
   * other signs stand alone.
   */
  private static int runEnd(char[] s, int start, int end) {
    char c = s[start];
    int i = start + 1;
    if (c == '+' && i + 1 < end && s[i] == '/' && s[i + 1] == '-') {
      return i + 2; // plus or minus
    }
    if (c == '.' || c == '-' || c == ARABIC_COMMA) {
      while (i < end && s[i] == c) {
        i++;
      }
    } else if (isShout(c)) {
      while (i < end && isShout(s[i])) {
        i++;
      }
    }
    while (i < end && Chars.classOf(s[i]) == Chars.MARK) {
      i++;
    }
    return i;
  }

  /** Degrees Celsius and Fahrenheit are units of two signs. */
  private static int degreeEnd(char[] s, int start, int end) {
    boolean named =
        start + 1 < end
            && (s[start + 1] == 'C' || s[start + 1] == 'F')
            && !Chars.isWord(Chars.classAt(s, start + 2, start, end));
    return named ? start + 2 : runEnd(s, start, end);
  }

  private static boolean isShout(char c) {
    return c == '!' || c == '?' || c == '\u061F';
  }
}
