package rawi.tokenize;

import java.lang.Character.UnicodeScript;

/**
 * One class for each UTF-16 unit, looked up in a table: what a scanner asks about a character. The
 * classes follow the general category and script of the Unicode Character Database, grouped as the
 * word boundaries of Unicode Standard Annex 29 need them.
 */
final class Chars {
  static final byte LATIN = 0;
  static final byte ARABIC = 1;
  static final byte LETTER = 2;
  static final byte DIGIT = 3;

  /** Combining marks, superscript digits: they stay with what stands before them. */
  static final byte MARK = 4;

  /** Format characters: invisible, part of a word when inside one, otherwise a gap. */
  static final byte FORMAT = 5;

  static final byte SPACE = 6;
  static final byte PUNCTUATION = 7;
  static final byte SYMBOL = 8;
  static final byte HIGH_SURROGATE = 9;

  /** Controls and low surrogates that follow no high one: a gap. */
  static final byte CONTROL = 10;

  /** Ideographs and hiragana, written without spaces: each is a token, as Annex 29 has it. */
  static final byte IDEOGRAPH = 11;

  /** The sign that groups digits in Arabic numbers. */
  static final char ARABIC_THOUSANDS = '\u066C';

  private static final byte[] CLASS = table();

  /** Signs that never belong to a Latin word before them. */
  private static final String BEHIND_LATIN = ",;!?)]}\"«»…“”";

  private static final boolean[] ENDS_LATIN = endsLatin();

  private Chars() {}

  static byte classOf(char c) {
    return CLASS[c];
  }

  /** Class at {@code i}, or SPACE outside {@code [from, end)}. */
  static byte classAt(char[] s, int i, int from, int end) {
    return i >= from && i < end ? CLASS[s[i]] : SPACE;
  }

  /** Whether a Latin word ends before {@code c}, whatever follows: spaces and most punctuation. */
  static boolean endsLatin(char c) {
    return ENDS_LATIN[c];
  }

  private static boolean[] endsLatin() {
    boolean[] ends = new boolean[Character.MAX_VALUE + 1];
    for (int c = 0; c < ends.length; c++) {
      ends[c] = CLASS[c] == SPACE || BEHIND_LATIN.indexOf(c) >= 0;
    }
    return ends;
  }

  static boolean isLetter(byte c) {
    return c <= LETTER;
  }

  /** Letters, digits and marks: what a word is made of. */
  static boolean isWord(byte c) {
    return c <= MARK;
  }

  static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019' || c == '\u02BC';
  }

  static boolean isHyphen(char c) {
    return c == '-' || c == '\u2010' || c == '\u2011';
  }

  /**
   * Spaces that may stand inside a grouped number: ordinary, non-breaking, thin and narrow
   * non-breaking.
   */
  static boolean isGroupSpace(char c) {
    return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009';
  }

  static boolean isUpper(char c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
  }

  /** True when a surrogate pair starts at {@code i}. */
  static boolean isPair(char[] s, int i, int end) {
    return i + 1 < end && Character.isHighSurrogate(s[i]) && Character.isLowSurrogate(s[i + 1]);
  }

  /** Class of the code point that the surrogate pair at {@code i} stands for. */
  static byte pairClass(char[] s, int i) {
    return compute(Character.toCodePoint(s[i], s[i + 1]));
  }

  /** Script of the first letter in {@code [start, end)}. */
  static Script scriptOf(char[] s, int start, int end) {
    for (int i = start; i < end; i++) {
      byte c = CLASS[s[i]];
      if (c == HIGH_SURROGATE && isPair(s, i, end)) {
        c = pairClass(s, i);
      }
      if (isLetter(c) || c == IDEOGRAPH) {
        return script(c);
      }
    }
    return Script.NONE;
  }

  static Script script(byte c) {
    return switch (c) {
      case LATIN -> Script.LATIN;
      case ARABIC -> Script.ARABIC;
      case LETTER, IDEOGRAPH -> Script.OTHER;
      default -> Script.NONE;
    };
  }

  private static byte[] table() {
    byte[] table = new byte[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = compute(c);
    }
    return table;
  }

  private static byte compute(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.LETTER_NUMBER ->
          letter(c);
      case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.OTHER_NUMBER -> isSuperscript(c) ? MARK : SYMBOL;
      case Character.FORMAT -> FORMAT;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      case Character.CONTROL -> Character.isWhitespace(c) || c == 0x85 ? SPACE : CONTROL;
      case Character.SURROGATE -> Character.isHighSurrogate((char) c) ? HIGH_SURROGATE : CONTROL;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          PUNCTUATION;
      default -> SYMBOL;
    };
  }

  private static boolean isSuperscript(int c) {
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2089);
  }

  private static byte letter(int c) {
    if (c == '\u02BC') {
      return PUNCTUATION; // a third way to type an apostrophe
    }
    if (c == '\u0640') {
      return ARABIC; // tatweel is of the script Common
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case LATIN -> LATIN;
      case ARABIC -> ARABIC;
      case HAN, HIRAGANA -> IDEOGRAPH;
      default -> LETTER;
    };
  }
}
