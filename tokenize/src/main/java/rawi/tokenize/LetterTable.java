package rawi.tokenize;

import java.text.Normalizer.Form;
import java.util.Locale;

/** What each UTF-16 unit becomes under a {@link Normalization}: the data of {@link Normalizer}. */
final class LetterTable {
  private static final char ELLIPSIS = '\u2026';
  private static final String ALEF = "أاإاآاٱا";
  private static final String HAMZA = "ؤوئي";

  private LetterTable() {}

  static char[] of(Normalization steps, char gone, char special) {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = unit((char) c, steps, gone, special);
    }
    if (steps.alef()) {
      pairs(table, ALEF);
    }
    if (steps.hamza()) {
      pairs(table, HAMZA);
    }
    if (steps.foreignLetters()) {
      pairs(table, FOREIGN_PAIRS);
    }
    return table;
  }

  private static final String FOREIGN_PAIRS =
      "\u067E\u0628" // peh
          + "\u0686\u062C" // tcheh
          + "\u0698\u0632" // jeh
          + "\u06A4\u0641" // veh
          + "\u06A2\u0641" // Maghrebi feh, dot below
          + "\u06A5\u0641" // Maghrebi veh
          + "\u06A8\u0642" // Tunisian gaf
          + "\u06A7\u0642" // Maghrebi qaf, one dot
          + "\u06AF\u0643" // gaf
          + "\u06A9\u0643" // Persian kaf
          + "\u06AD\u0643" // Moroccan gaf, three dots above
          + "\u0763\u0643" // kaf, three dots
          + "\u06CC\u064A" // Persian yeh
          + "\u06D0\u064A" // e
          + "\u06BE\u0647" // two-eyed heh
          + "\u06C1\u0647" // heh goal
          + "\u06C0\u0647" // heh with yeh
          + "\u06D5\u0647"; // ae

  private static void pairs(char[] table, String pairs) {
    for (int i = 0; i < pairs.length(); i += 2) {
      table[pairs.charAt(i)] = pairs.charAt(i + 1);
    }
  }

  private static char unit(char c, Normalization steps, char gone, char special) {
    if (Character.isSurrogate(c)) {
      return steps.caseFolding() || steps.digits() || steps.nfc() ? special : c;
    }
    if (c == special) {
      return c;
    }
    if (steps.tatweel() && c == '\u0640') {
      return gone;
    }
    if (steps.diacritics() && isArabicMark(c)) {
      return gone;
    }
    if (steps.nfc() && (Character.getType(c) == Character.FORMAT || c == '\uFE0F')) {
      return gone;
    }
    if (steps.presentationForms() && isPresentation(c)) {
      return special;
    }
    if (steps.ligatures() && isLigature(c)) {
      return special;
    }
    if (steps.tehMarbuta() && c == '\u0629') {
      return '\u0647';
    }
    if (steps.alefMaqsura() && c == '\u0649') {
      return '\u064A';
    }
    return common(c, steps, special);
  }

  private static char common(char c, Normalization steps, char special) {
    if (steps.typography() && Chars.isApostrophe(c)) {
      return '\'';
    }
    if (steps.typography() && Chars.isHyphen(c)) {
      return '-';
    }
    if (steps.typography() && c == ELLIPSIS) {
      return special;
    }
    if (steps.digits()) {
      if (Character.isDigit(c)) {
        return (char) ('0' + Character.digit(c, 10));
      }
      if (c == '\u066B') {
        return ',';
      }
      if (Chars.isGroupSpace(c)) {
        return special;
      }
    }
    if (steps.nfc() && changesAlone(c)) {
      return special;
    }
    return steps.caseFolding() ? Character.toLowerCase(c) : c;
  }

  /** Marks that may compose with their base, and the few letters that composition replaces. */
  private static boolean changesAlone(char c) {
    if (c < 0x300) {
      return false;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || (c >= 0x1160 && c <= 0x11FF)
        || !java.text.Normalizer.isNormalized(String.valueOf(c), Form.NFC);
  }

  /**
   * Vowel signs, shadda, sukun, hamza and madda on their own, superscript alef, Quranic annotation.
   */
  private static boolean isArabicMark(char c) {
    return (c >= '\u064B' && c <= '\u065F')
        || c == '\u0670'
        || (c >= '\u0610' && c <= '\u061A')
        || (c >= '\u06D6'
            && c <= '\u06ED'
            && c != '\u06DE'
            && c != '\u06E9'
            && c != '\u06E5'
            && c != '\u06E6'
            && c != '\u06DD')
        || (c >= '\u08D3' && c <= '\u08FF' && c != '\u08E2');
  }

  private static boolean isPresentation(char c) {
    return (c >= '\uFB50' && c <= '\uFDFF' && !(c >= '\uFDD0' && c <= '\uFDEF'))
        || (c >= '\uFE70' && c <= '\uFEFC')
        || (c >= '\uFB00' && c <= '\uFB06');
  }

  private static boolean isLigature(char c) {
    return c == 'œ' || c == 'Œ' || c == 'æ' || c == 'Æ';
  }

  /** Appends what a unit marked special, or a code point outside the basic plane, becomes. */
  static void expand(
      int code, Normalization steps, char[] table, char gone, char special, StringBuilder out) {
    if (code > Character.MAX_VALUE) {
      int digit = steps.digits() && Character.isDigit(code) ? Character.digit(code, 10) : -1;
      if (digit >= 0) {
        out.append((char) ('0' + digit));
      } else {
        out.appendCodePoint(steps.caseFolding() ? Character.toLowerCase(code) : code);
      }
      return;
    }
    char c = (char) code;
    if (steps.presentationForms() && isPresentation(c)) {
      String letters = java.text.Normalizer.normalize(String.valueOf(c), Form.NFKC);
      for (int i = 0; i < letters.length(); i++) {
        char letter = letters.charAt(i);
        char mapped = table[letter];
        if (letter == ' ' && i == 0) {
          continue; // the isolated forms of vowel signs decompose to a space and the sign
        }
        if (mapped != gone) {
          out.append(mapped == special ? letter : mapped);
        }
      }
    } else if (steps.typography() && c == ELLIPSIS) {
      out.append("...");
    } else if (steps.ligatures() && isLigature(c)) {
      boolean small = steps.caseFolding() || Character.isLowerCase(c);
      String pair = c == 'œ' || c == 'Œ' ? "oe" : "ae";
      out.append(small ? pair : pair.toUpperCase(Locale.ROOT));
    } else {
      out.append(steps.caseFolding() ? Character.toLowerCase(c) : c);
    }
  }
}
