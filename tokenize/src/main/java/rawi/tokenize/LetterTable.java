package rawi.tokenize;

import static rawi.tokenize.NormalizationStep.CASE_FOLDING;
import static rawi.tokenize.NormalizationStep.DIACRITICS;
import static rawi.tokenize.NormalizationStep.DIGITS;
import static rawi.tokenize.NormalizationStep.INVISIBLE;
import static rawi.tokenize.NormalizationStep.LIGATURES;
import static rawi.tokenize.NormalizationStep.NFC;
import static rawi.tokenize.NormalizationStep.NFKC;
import static rawi.tokenize.NormalizationStep.PRESENTATION_FORMS;
import static rawi.tokenize.NormalizationStep.QURANIC_MARKS;
import static rawi.tokenize.NormalizationStep.TATWEEL;
import static rawi.tokenize.NormalizationStep.TYPOGRAPHY;

import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each UTF-16 unit becomes under a {@link Normalization}: the data of {@link Normalizer}. */
final class LetterTable {
  private static final char ELLIPSIS = '\u2026';
  private static final String PERSIAN =
      "\u067E\u0628" // peh
          + "\u0686\u062C" // tcheh
          + "\u0698\u0632" // jeh
          + "\u06AF\u0643" // gaf
          + "\u06A9\u0643" // Persian kaf
          + "\u06CC\u064A" // Persian yeh
          + "\u06D0\u064A" // e
          + "\u06BE\u0647" // two-eyed heh
          + "\u06C1\u0647" // heh goal
          + "\u06C0\u0647" // heh with yeh
          + "\u06D5\u0647"; // ae

  private static final String MAGHREBI =
      "\u06A4\u0641" // veh
          + "\u06A2\u0641" // feh, dot below
          + "\u06A5\u0641" // veh, dots below
          + "\u06A8\u0642" // Tunisian and Algerian gaf
          + "\u06A7\u0642" // qaf, one dot
          + "\u06AD\u0643" // Moroccan gaf, three dots above
          + "\u0763\u0643"; // kaf, three dots

  private static final String QUOTES = "«\"»\"“\"”\"„\"‟\"＂\"‹'›'‘'‚'‛'";

  private static final Map<NormalizationStep, String> PAIRS =
      Map.of(
          NormalizationStep.ALEF, "أاإاآاٱا",
          NormalizationStep.HAMZA, "ؤوئي",
          NormalizationStep.TEH_MARBUTA, "ةه",
          NormalizationStep.ALEF_MAQSURA, "ىي",
          NormalizationStep.PERSIAN_LETTERS, PERSIAN,
          NormalizationStep.MAGHREBI_LETTERS, MAGHREBI,
          NormalizationStep.QUOTES, QUOTES,
          NormalizationStep.ARABIC_PUNCTUATION, "،,؛;؟?٪%۔.٭*");

  private LetterTable() {}

  static char[] of(Set<NormalizationStep> steps, char gone, char special) {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = unit((char) c, steps, gone, special);
    }
    PAIRS.forEach(
        (step, pairs) -> {
          if (steps.contains(step)) {
            pairs(table, pairs);
          }
        });
    return table;
  }

  private static void pairs(char[] table, String pairs) {
    for (int i = 0; i < pairs.length(); i += 2) {
      table[pairs.charAt(i)] = pairs.charAt(i + 1);
    }
  }

  private static char unit(char c, Set<NormalizationStep> steps, char gone, char special) {
    if (Character.isSurrogate(c)) {
      return steps.contains(CASE_FOLDING) || steps.contains(DIGITS) || composes(steps)
          ? special
          : c;
    }
    if (c == special) {
      return c;
    }
    if (goes(c, steps)) {
      return gone;
    }
    if (steps.contains(PRESENTATION_FORMS) && isPresentation(c)) {
      return special;
    }
    if (steps.contains(LIGATURES) && isLigature(c)) {
      return special;
    }
    return common(c, steps, special);
  }

  private static boolean goes(char c, Set<NormalizationStep> steps) {
    return (steps.contains(TATWEEL) && c == '\u0640')
        || (steps.contains(DIACRITICS) && isVowelSign(c))
        || (steps.contains(QURANIC_MARKS) && isQuranicMark(c))
        || (steps.contains(INVISIBLE)
            && (Character.getType(c) == Character.FORMAT || c == '\uFE0F'));
  }

  private static char common(char c, Set<NormalizationStep> steps, char special) {
    if (steps.contains(TYPOGRAPHY) && Chars.isApostrophe(c)) {
      return '\'';
    }
    if (steps.contains(TYPOGRAPHY) && Chars.isHyphen(c)) {
      return '-';
    }
    if (steps.contains(TYPOGRAPHY) && c == ELLIPSIS) {
      return special;
    }
    if (steps.contains(DIGITS)) {
      if (Character.isDigit(c)) {
        return (char) ('0' + Character.digit(c, 10));
      }
      if (c == '\u066B') {
        return ',';
      }
      if (Chars.isGroupSpace(c) || c == Chars.ARABIC_THOUSANDS) {
        return special;
      }
    }
    if (composes(steps) && changesAlone(c, steps)) {
      return special;
    }
    return steps.contains(CASE_FOLDING) ? Character.toLowerCase(c) : c;
  }

  private static boolean composes(Set<NormalizationStep> steps) {
    return steps.contains(NFC) || steps.contains(NFKC);
  }

  /**
   * Ideographs, Hangul syllables and private use: most of the plane, and not worth asking about.
   */
  private static boolean isStable(char c) {
    return (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xE000 && c <= 0xF8FF);
  }

  /** Marks that may compose with their base, and the letters that composition replaces. */
  private static boolean changesAlone(char c, Set<NormalizationStep> steps) {
    if (c < 0x80 || isStable(c)) {
      return false;
    }
    int type = Character.getType(c);
    Form form = steps.contains(NFKC) ? Form.NFKC : Form.NFC;
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || (c >= 0x1160 && c <= 0x11FF)
        || !java.text.Normalizer.isNormalized(String.valueOf(c), form);
  }

  /**
   * Short vowels, tanwin, shadda, sukun, madda and hamza on their own, superscript alef, and the
   * signs that Arabic languages added to them.
   */
  private static boolean isVowelSign(char c) {
    return (c >= '\u064B' && c <= '\u065F')
        || c == '\u0670'
        || c == '\u06E1' // the sukun as the Quran draws it
        || (c >= '\u08E3' && c <= '\u08FF');
  }

  /** Honorifics, pauses, small letters above and below. */
  private static boolean isQuranicMark(char c) {
    return (c >= '\u0610' && c <= '\u061A')
        || (c >= '\u06D6' && c <= '\u06DC')
        || (c >= '\u06DF' && c <= '\u06E8')
        || (c >= '\u06EA' && c <= '\u06ED')
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
      int code,
      Set<NormalizationStep> steps,
      char[] table,
      char gone,
      char special,
      StringBuilder out) {
    if (code > Character.MAX_VALUE) {
      int digit =
          steps.contains(DIGITS) && Character.isDigit(code) ? Character.digit(code, 10) : -1;
      if (digit >= 0) {
        out.append((char) ('0' + digit));
      } else {
        out.appendCodePoint(steps.contains(CASE_FOLDING) ? Character.toLowerCase(code) : code);
      }
      return;
    }
    char c = (char) code;
    if (steps.contains(PRESENTATION_FORMS) && isPresentation(c)) {
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
    } else if (steps.contains(TYPOGRAPHY) && c == ELLIPSIS) {
      out.append("...");
    } else if (steps.contains(LIGATURES) && isLigature(c)) {
      boolean small = steps.contains(CASE_FOLDING) || Character.isLowerCase(c);
      String pair = c == 'œ' || c == 'Œ' ? "oe" : "ae";
      out.append(small ? pair : pair.toUpperCase(Locale.ROOT));
    } else {
      out.append(steps.contains(CASE_FOLDING) ? Character.toLowerCase(c) : c);
    }
  }
}
