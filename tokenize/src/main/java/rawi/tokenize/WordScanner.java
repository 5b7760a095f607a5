package rawi.tokenize;

import java.util.Set;

/**
 * Words of Latin and other letters that are separated by spaces, and the addresses that start like
 * one.
 */
final class WordScanner {
  private final boolean elision;
  private final boolean inversion;
  private final boolean abbreviation;
  private final boolean number;
  private final boolean emoji;
  private final boolean emoticon;
  private final boolean url;
  private final boolean email;

  WordScanner(Set<Rule> rules) {
    this.elision = rules.contains(Rule.ELISION);
    this.inversion = rules.contains(Rule.INVERSION);
    this.abbreviation = rules.contains(Rule.ABBREVIATION);
    this.number = rules.contains(Rule.NUMBER);
    this.emoji = rules.contains(Rule.EMOJI);
    this.emoticon = rules.contains(Rule.EMOTICON);
    this.url = rules.contains(Rule.URL);
    this.email = rules.contains(Rule.EMAIL);
  }

  int latin(char[] s, int from, int start, int end, TokenSink sink) {
    int i = start + 1;
    while (i < end && Chars.classOf(s[i]) == Chars.LATIN) {
      i++;
    }
    if (i < end && !Chars.endsLatin(s[i])) {
      return word(s, from, start, i, end, sink);
    }
    Kind kind = emoticon && Emoticon.isFace(s, start, i) ? Kind.EMOJI : Kind.WORD;
    sink.token(start, i, kind, Script.LATIN);
    return i;
  }

  /** A word that starts with a letter or digit and is known up to {@code i}. */
  int word(char[] s, int from, int start, int known, int end, TokenSink sink) {
    int i = known;
    int address = address(s, start, i, end, sink);
    if (address > start) {
      return address;
    }
    while (i < end) {
      byte c = Chars.classOf(s[i]);
      if (Chars.isHyphen(s[i]) && endsHour(s, from, start, i, end)) {
        break;
      }
      if (c == Chars.PUNCTUATION || c == Chars.SYMBOL) {
        int stop = closes(s, from, start, i, end);
        if (stop > 0) {
          i = stop;
          break;
        }
      }
      int next = next(c, s, from, start, i, end);
      if (next == i) {
        break;
      }
      i = next;
    }
    Kind kind = emoticon && Emoticon.isFace(s, start, i) ? Kind.EMOJI : Kind.WORD;
    return emit(sink, start, i, kind, Chars.scriptOf(s, start, i));
  }

  /** Index behind what stands at {@code i} when the word goes on there, or {@code i}. */
  private int next(byte c, char[] s, int from, int start, int i, int end) {
    return switch (c) {
      case Chars.LATIN, Chars.LETTER, Chars.MARK -> i + 1;
      case Chars.DIGIT -> endsBefore(s, from, start, i, end) ? i : i + 1;
      case Chars.FORMAT -> isInside(Chars.classAt(s, i + 1, i, end)) ? i + 1 : i;
      case Chars.HIGH_SURROGATE ->
          Chars.isPair(s, i, end) && isInside(Chars.pairClass(s, i)) ? i + 2 : i;
      case Chars.PUNCTUATION, Chars.SYMBOL -> links(s, from, i, end) ? i + 1 : i;
      default -> i;
    };
  }

  private static boolean isInside(byte c) {
    return Chars.isWord(c) && c != Chars.ARABIC;
  }

  /** End of the address that starts with the word or number {@code [start, i)}, or 0. */
  int address(char[] s, int start, int i, int end, TokenSink sink) {
    if (i >= end || !mayBeAddress(s[i])) {
      return 0;
    }
    int stop = email ? WebAddress.emailEnd(s, start, end) : 0;
    if (stop > 0) {
      return emit(sink, start, stop, Kind.EMAIL, Chars.scriptOf(s, start, stop));
    }
    stop = url ? WebAddress.urlEnd(s, start, i, end) : 0;
    return stop > 0 ? emit(sink, start, stop, Kind.URL, Chars.scriptOf(s, start, stop)) : 0;
  }

  private static boolean mayBeAddress(char c) {
    return switch (c) {
      case '.', ':', '@', '_', '-', '+', '%', '\'' -> true;
      default -> false;
    };
  }

  /**
   * True when the digit at {@code i} is a keycap, or the minutes of 14h30, whose hour has ended
   * before the h.
   */
  private boolean endsBefore(char[] s, int from, int start, int i, int end) {
    boolean minutes =
        i == start + 1
            && (s[start] | 32) == 'h'
            && Chars.classAt(s, start - 1, from, i) == Chars.DIGIT;
    return minutes || (emoji && Emoji.keycapEnd(s, i, end) > i);
  }

  /** The h of 15h-16h, behind which the next hour is a number of its own. */
  private static boolean endsHour(char[] s, int from, int start, int i, int end) {
    return i == start + 1
        && (s[start] | 32) == 'h'
        && Chars.classAt(s, start - 1, from, i) == Chars.DIGIT
        && Chars.classAt(s, i + 1, i, end) == Chars.DIGIT;
  }

  /** End of the word when the sign at {@code i} is its last part, or 0. */
  private int closes(char[] s, int from, int start, int i, int end) {
    char c = s[i];
    if (c == '.') {
      return abbreviation ? Abbreviation.endAt(s, from, start, i, end) : 0;
    }
    if (Chars.isApostrophe(c)) {
      return elision && (Elision.splits(s, start, i, end) || Elision.closes(s, start, i, end))
          ? i + 1
          : 0;
    }
    if (c == '(') {
      return parenthesisEnd(s, i, end);
    }
    if (c == '/') {
      return number ? Numbers.quotientEnd(s, from, start, i, end) : 0;
    }
    return c == '\u00B0' && i == start + 1 && (s[start] | 32) == 'n' ? i + 1 : 0;
  }

  /**
   * The ending in {@code ami(e)s} and {@code traité(e)}: one to three letters in brackets against
   * the word.
   */
  private static int parenthesisEnd(char[] s, int open, int end) {
    int i = open + 1;
    while (i < end && i < open + 4 && Chars.classOf(s[i]) == Chars.LATIN) {
      i++;
    }
    if (i == open + 1 || i >= end || s[i] != ')') {
      return 0;
    }
    i++;
    while (i < end && Chars.classOf(s[i]) == Chars.LATIN) {
      i++;
    }
    return i;
  }

  /** True when the word goes on behind the sign at {@code i}. */
  private boolean links(char[] s, int from, int i, int end) {
    byte after = Chars.classAt(s, i + 1, i, end);
    char c = s[i];
    if (c == '_') {
      return Chars.isWord(after) || (i + 1 < end && s[i + 1] == '_');
    }
    if (after == Chars.ARABIC || after > Chars.DIGIT) {
      return false;
    }
    if (Chars.isHyphen(c)) {
      return !inversion || Inversion.endAt(s, from, i, end) == i;
    }
    if (c == '.') {
      return after == Chars.DIGIT && Chars.classOf(s[i - 1]) == Chars.DIGIT;
    }
    return Chars.isApostrophe(c) || c == '\u00B7' || c == '\u2027';
  }

  static int emit(TokenSink sink, int start, int end, Kind kind, Script script) {
    sink.token(start, end, kind, script);
    return end;
  }
}
