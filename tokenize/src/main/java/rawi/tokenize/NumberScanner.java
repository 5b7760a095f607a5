package rawi.tokenize;

import java.util.Set;

/**
 * Tokens that start with a digit: numbers, keycaps, and the words of Arabizi that start with one.
 */
final class NumberScanner {
  private final boolean number;
  private final boolean date;
  private final boolean arabizi;
  private final boolean emoji;
  private final WordScanner words;

  NumberScanner(Set<Rule> rules, WordScanner words) {
    this.number = rules.contains(Rule.NUMBER);
    this.date = rules.contains(Rule.DATE);
    this.arabizi = rules.contains(Rule.ARABIZI);
    this.emoji = rules.contains(Rule.EMOJI);
    this.words = words;
  }

  int number(char[] s, int from, int start, int end, TokenSink sink) {
    int digits = Numbers.digitsEnd(s, start, end);
    int key =
        emoji && digits < end && Chars.classOf(s[digits]) == Chars.MARK
            ? Emoji.keycapEnd(s, start, end)
            : start;
    if (key > start) {
      return WordScanner.emit(sink, start, key, Kind.EMOJI, Script.NONE);
    }
    int i = number ? Numbers.endAt(s, start, end, date && !minutes(s, from, start)) : digits;
    while (i < end && Chars.classOf(s[i]) == Chars.MARK) {
      i++;
    }
    byte after = Chars.classAt(s, i, from, end);
    if (after == Chars.LATIN) {
      int ordinal = Numbers.ordinalEnd(s, i, end);
      if (ordinal > i) {
        return WordScanner.emit(
            sink, start, ordinal, Kind.NUMBER, Chars.scriptOf(s, start, ordinal));
      }
      if (arabizi && i == digits && !Numbers.unitAt(s, i, end)) {
        return words.word(s, from, start, i, end, sink);
      }
    }
    int address = i == digits ? words.address(s, start, i, end, sink) : 0;
    if (address > start) {
      return address;
    }
    if (arabizi && after == Chars.PUNCTUATION && i == digits && joinsLetters(s, i, end)) {
      return words.word(s, from, start, i, end, sink);
    }
    return WordScanner.emit(sink, start, i, Kind.NUMBER, Script.NONE);
  }

  /** The 30 of 15h30-16h, with which no range begins. */
  private static boolean minutes(char[] s, int from, int start) {
    return start - 2 >= from
        && (s[start - 1] | 32) == 'h'
        && Chars.classOf(s[start - 2]) == Chars.DIGIT;
  }

  /** 90's, 4-temps, and in Arabizi 3'ali: a Latin word that happens to start with digits. */
  private static boolean joinsLetters(char[] s, int i, int end) {
    return (Chars.isApostrophe(s[i]) || Chars.isHyphen(s[i]))
        && Chars.classAt(s, i + 1, i, end) == Chars.LATIN;
  }

  /** A clitic stays with its plain number (و53), not with one that has parts of its own (و 1,4). */
  boolean isSeparatedNumber(char[] s, int i, int end) {
    return number && Numbers.endAt(s, i, end, date) > Numbers.digitsEnd(s, i, end);
  }
}
