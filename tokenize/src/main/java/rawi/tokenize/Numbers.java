package rawi.tokenize;

/**
 * Numbers with what belongs to them: decimal comma or point, groups of three digits after a space
 * of any width, dates, times with a colon, fractions and ranges ({@code 1 234,5}, {@code
 * 12/05/2024}, {@code 2007-2008}), French ordinals ({@code 1er}, {@code 24e}). A unit written
 * against its number is a token of its own ({@code 160km}, {@code 20°C}, {@code 14h30} is {@code
 * 14} {@code h} {@code 30}), also one divided by time, length or volume ({@code km/h}; doses such
 * as mg/kg are cut, as in Sequoia). Telephone numbers in pairs are one token ({@code 01 23 45 67
 * 89}), short numbers too ({@code 6 20 30}).
 *
 * <p>Source: the treebanks GSD and Sequoia of Universal Dependencies for French; Unicode Standard
 * Annex 29, rules WB8 to WB12; Bureau international des poids et mesures, Le Système international
 * d'unités, 5.2 (unit symbols, degree Celsius, quotients), 5.4.3 and 5.4.4; Arcep, Plan national de
 * numérotation, for the forms of numbers.
 */
final class Numbers {
  private static final WordSet ORDINAL =
      WordSet.exact(
          "er ers re res ère ères e es è ès ème èmes eme emes ième ièmes ieme d nd nde nds ndes st rd th");
  private static final WordSet UNIT =
      WordSet.exact(
          "h H km m cm mm kg g mg l L cl ml mn min s Hz kHz MHz GHz W kW MW V Go Mo Ko To Ah ans an F");
  private static final WordSet DIVIDED =
      WordSet.exact("km m cm mm kg g mg µg t l L cl dl ml hab tr Ko Mo Go kbit Mbit Gbit W kW J");
  private static final WordSet BY =
      WordSet.exact("h s min l L dl ml m m² m2 m³ m3 km km² km2 ha j an s² s2");

  private Numbers() {}

  /**
   * End of the digits and separators that start with the digit at {@code start}.
   *
   * @param dates whether the separators of dates, times, ranges and fractions count
   */
  static int endAt(char[] s, int start, int end, boolean dates) {
    int i = digitsEnd(s, start, end);
    int telephone = telephoneEnd(s, start, i, end);
    if (telephone > i) {
      return telephone;
    }
    boolean grouped = i - start <= 3;
    while (i + 1 < end) {
      char c = s[i];
      if (grouped && Chars.isGroupSpace(c) && digitsEnd(s, i + 1, end) == i + 4) {
        i += 4;
      } else if (isSeparator(c, dates) && Chars.classOf(s[i + 1]) == Chars.DIGIT) {
        i = digitsEnd(s, i + 1, end);
        grouped = false;
      } else {
        break;
      }
    }
    return i;
  }

  /** End of pairs of digits behind a first pair with 0 or a single digit, or {@code digits}. */
  private static int telephoneEnd(char[] s, int start, int digits, int end) {
    boolean single = digits == start + 1;
    int pairs = single ? 2 : digits == start + 2 && s[start] == '0' ? 4 : 0;
    int i = digits;
    for (int k = 0; k < pairs; k++) {
      if (i + 2 >= end || !Chars.isGroupSpace(s[i]) || digitsEnd(s, i + 1, end) != i + 3) {
        return digits;
      }
      i += 3;
    }
    boolean more =
        i + 1 < end && !Chars.isWord(Chars.classOf(s[i])) && Chars.classOf(s[i + 1]) == Chars.DIGIT;
    return more ? digits : i;
  }

  static int digitsEnd(char[] s, int from, int end) {
    int i = from;
    while (i < end && Chars.classOf(s[i]) == Chars.DIGIT) {
      i++;
    }
    return i;
  }

  /** End of an ordinal ending that starts at {@code i} right after the digits, or {@code i}. */
  static int ordinalEnd(char[] s, int i, int end) {
    int letters = lettersEnd(s, i, end);
    return letters > i && !continues(s, letters, end) && ORDINAL.contains(s, i, letters)
        ? letters
        : i;
  }

  /** True when a unit or the h of a time of day starts at {@code i}, right after the digits. */
  static boolean unitAt(char[] s, int i, int end) {
    int letters = lettersEnd(s, i, end);
    if (letters == i + 1 && (s[i] | 32) == 'h') {
      return true;
    }
    return letters > i && !continues(s, letters, end) && UNIT.contains(s, i, letters);
  }

  /** End of the quotient of two units whose first is {@code [start, slash)}, or 0. */
  static int quotientEnd(char[] s, int from, int start, int slash, int end) {
    if ((start > from && s[start - 1] == '/') || !DIVIDED.contains(s, start, slash)) {
      return 0;
    }
    int i = slash + 1;
    while (i < end && Chars.isWord(Chars.classOf(s[i]))) {
      i++;
    }
    return BY.contains(s, slash + 1, i) ? i : 0;
  }

  private static boolean continues(char[] s, int i, int end) {
    return i < end
        && (Chars.isWord(Chars.classOf(s[i]))
            || (Chars.isApostrophe(s[i]) && Chars.isLetter(Chars.classAt(s, i + 1, i, end))));
  }

  private static int lettersEnd(char[] s, int from, int end) {
    int i = from;
    while (i < end && i < from + 8 && Chars.classOf(s[i]) == Chars.LATIN) {
      i++;
    }
    return i;
  }

  private static boolean isSeparator(char c, boolean dates) {
    return switch (c) {
      case ',', '.', '\'', '\u2019', '\u066B', Chars.ARABIC_THOUSANDS -> true;
      case ':', '/', '-', '\u2010', '\u2011' -> dates;
      default -> false;
    };
  }
}
