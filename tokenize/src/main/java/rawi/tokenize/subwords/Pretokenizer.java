package rawi.tokenize.subwords;

/**
 * How text is cut into pieces before it is cut into sub-words; no sub-word crosses the border of
 * two pieces. Pieces follow one another without gaps: a space belongs to the word after it. Each
 * choice is a pattern of the public format, read here by one pass over the characters.
 */
public enum Pretokenizer {
  /**
   * Letters with their marks (so a vocalized Arabic word is one piece) and, where a letter follows,
   * with the apostrophe of a French elision; numbers; the rest; white space.
   */
  WORDS(
      " ?\\p{L}[\\p{L}\\p{M}]*(?:['’](?=\\p{L}))?| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
  /**
   * The pattern of GPT-2 (Radford et al., 2019): letters without marks, the English contractions,
   * numbers, the rest, white space.
   */
  GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
  /** The whole text is one piece: sub-words may hold spaces. */
  NONE("");

  private final String pattern;

  Pretokenizer(String pattern) {
    this.pattern = pattern;
  }

  /** The regular expression of the pieces, as it stands in a file; empty for {@link #NONE}. */
  public String pattern() {
    return pattern;
  }

  /**
   * The one named {@code words}, {@code gpt2} or {@code none}.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Pretokenizer of(String name) {
    for (Pretokenizer each : values()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "Unknown pretokenizer '" + name + "': expected one of words, gpt2, none.");
  }

  /** End of the piece that starts at {@code i}; greater than {@code i}. */
  int pieceEnd(char[] s, int i, int end) {
    if (this == NONE) {
      return end;
    }
    int first = s[i] == ' ' && Categories.at(s, i + 1, end) != Categories.SPACE ? i + 1 : i;
    return switch (Categories.at(s, first, end)) {
      case Categories.LETTER -> lettersEnd(s, first, end);
      case Categories.NUMBER -> Categories.runEnd(s, first, end, Categories.NUMBER);
      case Categories.SPACE -> spacesEnd(s, i, end);
      default -> othersEnd(s, i, first, end);
    };
  }

  private int lettersEnd(char[] s, int i, int end) {
    if (this == GPT2) {
      return Categories.runEnd(s, i, end, Categories.LETTER);
    }
    int stop = Categories.runEnd(s, i, end, Categories.LETTER | Categories.MARK);
    boolean elision =
        stop < end
            && (s[stop] == '\'' || s[stop] == '’')
            && Categories.at(s, stop + 1, end) == Categories.LETTER;
    return elision ? stop + 1 : stop;
  }

  private int othersEnd(char[] s, int i, int first, int end) {
    if (this == GPT2 && s[i] == '\'') {
      int stop = i + 1 + contraction(s, i + 1, end);
      if (stop > i + 1) {
        return stop;
      }
    }
    return Categories.runEnd(s, first, end, Categories.MARK | Categories.OTHER);
  }

  /** How many letters the English contraction has whose apostrophe stands before {@code i}. */
  private static int contraction(char[] s, int i, int end) {
    if (i < end && (s[i] == 's' || s[i] == 't' || s[i] == 'm' || s[i] == 'd')) {
      return 1;
    }
    boolean two =
        i + 1 < end
            && ((s[i] == 'r' && s[i + 1] == 'e')
                || (s[i] == 'v' && s[i + 1] == 'e')
                || (s[i] == 'l' && s[i + 1] == 'l'));
    return two ? 2 : 0;
  }

  /** All white space but the last, which belongs to what follows; all of it at the end. */
  private static int spacesEnd(char[] s, int i, int end) {
    int stop = Categories.runEnd(s, i, end, Categories.SPACE);
    return stop < end && stop - i > 1 ? stop - 1 : stop;
  }
}
