package rawi.tokenize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One tokenizer for Arabic script, French and Arabizi, alone or in one sentence. It cuts text into
 * words, numbers, punctuation, emoji, tags and addresses by one pass over the characters; every
 * {@link Rule} can be switched off. Arabic words keep their clitics, diacritics and tatweel; where
 * Arabic and Latin letters touch, a new token begins; digits inside Latin words stay ({@code
 * 7bibi}, {@code waaa3er}), as Arabizi writes Arabic sounds with them.
 *
 * <p>Immutable, safe for any number of threads. Word boundaries follow Unicode Standard Annex 29
 * where no rule says otherwise.
 */
public final class WordTokenizer implements Tokenizer {
  private final Normalizer normalizer;
  private final Set<Rule> rules;
  private final boolean elision;
  private final boolean inversion;
  private final boolean abbreviation;
  private final boolean number;
  private final boolean emoji;
  private final boolean emoticon;
  private final boolean url;
  private final boolean email;
  private final boolean mention;
  private final boolean hashtag;

  private WordTokenizer(Normalizer normalizer, Set<Rule> rules) {
    this.normalizer = normalizer;
    this.rules = rules;
    this.elision = rules.contains(Rule.ELISION);
    this.inversion = rules.contains(Rule.INVERSION);
    this.abbreviation = rules.contains(Rule.ABBREVIATION);
    this.number = rules.contains(Rule.NUMBER);
    this.emoji = rules.contains(Rule.EMOJI);
    this.emoticon = rules.contains(Rule.EMOTICON);
    this.url = rules.contains(Rule.URL);
    this.email = rules.contains(Rule.EMAIL);
    this.mention = rules.contains(Rule.MENTION);
    this.hashtag = rules.contains(Rule.HASHTAG);
  }

  /** All rules, normalized as {@link Normalization#of(Language)} says. */
  public static WordTokenizer of(Language language) {
    return of(Normalization.of(language));
  }

  /** All rules with the given normalization. */
  public static WordTokenizer of(Normalization normalization) {
    return new WordTokenizer(Normalizer.of(normalization), EnumSet.allOf(Rule.class));
  }

  /** This tokenizer with the given rules switched off. */
  public WordTokenizer without(Rule... off) {
    Set<Rule> kept = EnumSet.copyOf(rules);
    Arrays.asList(off).forEach(kept::remove);
    return new WordTokenizer(normalizer, kept);
  }

  @Override
  public List<Token> tokenize(String text) {
    char[] chars = text.toCharArray();
    List<Token> tokens = new ArrayList<>(chars.length / 5 + 4);
    tokenize(
        chars,
        0,
        chars.length,
        (start, end, kind, script) -> {
          String piece = text.substring(start, end);
          String normalized = normalizer.apply(chars, start, end, piece, kind);
          tokens.add(new Token(piece, normalized, start, end, kind, script));
        });
    return tokens;
  }

  /** The tokens of {@code text}, without an object for each; the characters are copied once. */
  public void tokenize(CharSequence text, TokenSink sink) {
    char[] chars = text.toString().toCharArray();
    tokenize(chars, 0, chars.length, sink);
  }

  /** The tokens of {@code [from, end)}; offsets index {@code text}; nothing is allocated. */
  public void tokenize(char[] text, int from, int end, TokenSink sink) {
    int i = from;
    while (i < end) {
      byte c = Chars.classOf(text[i]);
      if (c == Chars.SPACE) {
        i++;
      } else if (c == Chars.LATIN) {
        i = latin(text, from, i, end, sink);
      } else if (c == Chars.ARABIC) {
        i = arabic(text, i, end, sink);
      } else {
        i = rest(c, text, from, i, end, sink);
      }
    }
  }

  private int rest(byte c, char[] s, int from, int i, int end, TokenSink sink) {
    return switch (c) {
      case Chars.DIGIT -> number(s, from, i, end, sink);
      case Chars.PUNCTUATION, Chars.SYMBOL -> sign(s, from, i, end, sink);
      case Chars.LETTER -> word(s, from, i, i + 1, end, sink);
      case Chars.IDEOGRAPH -> emit(sink, i, i + 1, Kind.WORD, Script.OTHER);
      case Chars.MARK -> marks(s, i, end, sink);
      case Chars.HIGH_SURROGATE -> pair(s, from, i, end, sink);
      default -> i + 1;
    };
  }

  private int latin(char[] s, int from, int start, int end, TokenSink sink) {
    int i = start + 1;
    while (i < end && Chars.classOf(s[i]) == Chars.LATIN) {
      i++;
    }
    if (i < end && Chars.classOf(s[i]) != Chars.SPACE) {
      return word(s, from, start, i, end, sink);
    }
    Kind kind = emoticon && Emoticon.isFace(s, start, i) ? Kind.EMOJI : Kind.WORD;
    sink.token(start, i, kind, Script.LATIN);
    return i;
  }

  /** A word that starts with a letter or digit and is known up to {@code i}. */
  private int word(char[] s, int from, int start, int known, int end, TokenSink sink) {
    int i = known;
    if (i < end && mayBeAddress(s[i])) {
      int stop = email ? WebAddress.emailEnd(s, start, end) : 0;
      if (stop > 0) {
        return emit(sink, start, stop, Kind.EMAIL, Chars.scriptOf(s, start, stop));
      }
      stop = url ? WebAddress.urlEnd(s, start, i, end) : 0;
      if (stop > 0) {
        return emit(sink, start, stop, Kind.URL, Chars.scriptOf(s, start, stop));
      }
    }
    while (i < end) {
      byte c = Chars.classOf(s[i]);
      int next = i;
      if (Chars.isWord(c) && c != Chars.ARABIC) {
        next = c == Chars.DIGIT && endsBefore(s, from, start, i, end) ? i : i + 1;
      } else if (c == Chars.FORMAT) {
        next =
            Chars.isWord(Chars.classAt(s, i + 1, i, end)) && Chars.classOf(s[i + 1]) != Chars.ARABIC
                ? i + 1
                : i;
      } else if (c == Chars.HIGH_SURROGATE) {
        next = Chars.isPair(s, i, end) && Chars.isWord(Chars.pairClass(s, i)) ? i + 2 : i;
      } else if (c == Chars.PUNCTUATION || c == Chars.SYMBOL) {
        int stop = closes(s, start, i, end);
        if (stop > 0) {
          i = stop;
          break;
        }
        next = links(s, from, i, end) ? i + 1 : i;
      }
      if (next == i) {
        break;
      }
      i = next;
    }
    Kind kind = emoticon && Emoticon.isFace(s, start, i) ? Kind.EMOJI : Kind.WORD;
    return emit(sink, start, i, kind, Chars.scriptOf(s, start, i));
  }

  private static boolean mayBeAddress(char c) {
    return switch (c) {
      case '.', ':', '@', '_', '-', '+', '%' -> true;
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

  /** End of the word when the sign at {@code i} is its last part, or 0. */
  private int closes(char[] s, int start, int i, int end) {
    char c = s[i];
    if (c == '.') {
      return abbreviation ? Abbreviation.endAt(s, start, i, end) : 0;
    }
    if (Chars.isApostrophe(c)) {
      return elision && Elision.splits(s, start, i, end) ? i + 1 : 0;
    }
    if (c == '(') {
      return parenthesisEnd(s, i, end);
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

  private int arabic(char[] s, int start, int end, TokenSink sink) {
    int i = start + 1;
    while (i < end) {
      byte c = Chars.classOf(s[i]);
      if (c == Chars.ARABIC || c == Chars.MARK) {
        i++;
      } else if (c == Chars.DIGIT && !isSeparatedNumber(s, i, end)) {
        i = Numbers.digitsEnd(s, i, end);
      } else if ((c == Chars.FORMAT || s[i] == '_')
          && Chars.classAt(s, i + 1, i, end) == Chars.ARABIC) {
        i += 2;
      } else {
        break;
      }
    }
    return emit(sink, start, i, Kind.WORD, Script.ARABIC);
  }

  /** A clitic stays with its plain number (و53), not with one that has parts of its own (و 1,4). */
  private boolean isSeparatedNumber(char[] s, int i, int end) {
    return number && Numbers.endAt(s, i, end) > Numbers.digitsEnd(s, i, end);
  }

  private int number(char[] s, int from, int start, int end, TokenSink sink) {
    int digits = Numbers.digitsEnd(s, start, end);
    int key =
        emoji && digits < end && Chars.classOf(s[digits]) == Chars.MARK
            ? Emoji.keycapEnd(s, start, end)
            : start;
    if (key > start) {
      return emit(sink, start, key, Kind.EMOJI, Script.NONE);
    }
    int i = number ? Numbers.endAt(s, start, end) : digits;
    while (i < end && Chars.classOf(s[i]) == Chars.MARK) {
      i++;
    }
    byte after = Chars.classAt(s, i, from, end);
    if (after == Chars.LATIN) {
      int ordinal = Numbers.ordinalEnd(s, i, end);
      if (ordinal > i) {
        return emit(sink, start, ordinal, Kind.NUMBER, Chars.scriptOf(s, start, ordinal));
      }
      if (i == digits && !Numbers.unitAt(s, i, end)) {
        return word(s, from, start, i, end, sink);
      }
    } else if (i == digits && i < end && mayBeAddress(s[i])) {
      int stop = email ? WebAddress.emailEnd(s, start, end) : 0;
      if (stop > 0) {
        return emit(sink, start, stop, Kind.EMAIL, Chars.scriptOf(s, start, stop));
      }
    }
    if (after == Chars.PUNCTUATION && i == digits && joinsLetters(s, i, end)) {
      return word(s, from, start, i, end, sink);
    }
    return emit(sink, start, i, Kind.NUMBER, Script.NONE);
  }

  /** 90's, 4-temps, and in Arabizi 3'ali: a Latin word that happens to start with digits. */
  private static boolean joinsLetters(char[] s, int i, int end) {
    return (Chars.isApostrophe(s[i]) || Chars.isHyphen(s[i]))
        && Chars.classAt(s, i + 1, i, end) == Chars.LATIN;
  }

  /** A token that starts with punctuation or a symbol. */
  private int sign(char[] s, int from, int i, int end, TokenSink sink) {
    char c = s[i];
    byte before = Chars.classAt(s, i - 1, from, end);
    byte after = Chars.classAt(s, i + 1, from, end);
    int stop = i;
    if (Chars.isHyphen(c) && inversion && Chars.isWord(before)) {
      stop = Inversion.endAt(s, from, i, end);
      if (stop > i) {
        return emit(sink, i, stop, Kind.WORD, Script.LATIN);
      }
    }
    if (number && after == Chars.DIGIT && isSign(c) && !isTight(before)) {
      return emit(sink, i, Numbers.endAt(s, i + 1, end), Kind.NUMBER, Script.NONE);
    }
    if ((c == '@' && mention) || (c == '#' && hashtag)) {
      stop = Tag.endAt(s, from, i, end);
      if (stop > i) {
        return emit(
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
      return emit(sink, i, stop, Kind.EMOJI, Script.NONE);
    }
    stop = runEnd(s, i, end);
    Kind kind = Chars.classOf(c) == Chars.PUNCTUATION ? Kind.PUNCTUATION : Kind.OTHER;
    return emit(sink, i, stop, kind, Script.NONE);
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+' || c == '\u2212' || c == '\u00B1';
  }

  private static boolean isTight(byte before) {
    return Chars.isWord(before) || before == Chars.SYMBOL;
  }

  /**
   * Points, dashes and marks of exclamation or question are one token as a run; other signs stand
   * alone.
   */
  private static int runEnd(char[] s, int start, int end) {
    char c = s[start];
    int i = start + 1;
    if (c == '.' || c == '-') {
      while (i < end && s[i] == c) {
        i++;
      }
    } else if (isShout(c)) {
      while (i < end && isShout(s[i])) {
        i++;
      }
    } else if (c == '\u00B0'
        && i < end
        && s[i] == 'C'
        && !Chars.isWord(Chars.classAt(s, i + 1, i, end))) {
      return Chars.classAt(s, start - 1, 0, end) == Chars.DIGIT ? i : i + 1;
    }
    while (i < end && Chars.classOf(s[i]) == Chars.MARK) {
      i++;
    }
    return i;
  }

  private static boolean isShout(char c) {
    return c == '!' || c == '?' || c == '\u061F';
  }

  private int pair(char[] s, int from, int i, int end, TokenSink sink) {
    if (!Chars.isPair(s, i, end)) {
      return i + 1;
    }
    int stop = emoji ? Emoji.endAt(s, i, end) : i;
    if (stop > i) {
      return emit(sink, i, stop, Kind.EMOJI, Script.NONE);
    }
    byte c = Chars.pairClass(s, i);
    return switch (c) {
      case Chars.LATIN, Chars.ARABIC, Chars.LETTER, Chars.DIGIT ->
          word(s, from, i, i + 2, end, sink);
      case Chars.IDEOGRAPH -> emit(sink, i, i + 2, Kind.WORD, Script.OTHER);
      case Chars.PUNCTUATION -> emit(sink, i, i + 2, Kind.PUNCTUATION, Script.NONE);
      case Chars.FORMAT, Chars.SPACE, Chars.CONTROL -> i + 2;
      default -> emit(sink, i, i + 2, Kind.OTHER, Script.NONE);
    };
  }

  /** Marks with nothing to stand on. */
  private static int marks(char[] s, int start, int end, TokenSink sink) {
    int i = start + 1;
    while (i < end && Chars.classOf(s[i]) == Chars.MARK) {
      i++;
    }
    return emit(sink, start, i, Kind.OTHER, Script.NONE);
  }

  private static int emit(TokenSink sink, int start, int end, Kind kind, Script script) {
    sink.token(start, end, kind, script);
    return end;
  }
}
