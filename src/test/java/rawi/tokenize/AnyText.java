package rawi.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

/** Random text made of what tokenizers stumble over. */
public final class AnyText {
  private static final String[] PIECES = {
    "l'",
    "’",
    "-",
    "-t-il",
    "٣",
    "1 234",
    ",",
    ".",
    "@",
    "#",
    "http://",
    "www.",
    "a.fr",
    "😀",
    "\u200D",
    "\uFE0F",
    "\uD83D",
    "\uDC00",
    "\0",
    "\u202E",
    "\u200F",
    "\u0301",
    "\u064E",
    "ـ",
    "لا",
    "ﻻ",
    "ﷺ",
    "é",
    "Œ",
    "İ",
    "(",
    "e)",
    " ",
    "\u00A0",
    "\n",
    "🇫🇷",
    "👩🏽",
    "1️⃣",
    ":-)",
    "<3",
    "XD",
    "M.",
    "n°",
    "14h30",
    "7bibi",
    "漢",
    "\uD840\uDC00",
    "_",
    "aaaa",
    "\uFFFF"
  };

  private AnyText() {}

  /**
   * Fails unless tokens stand in order, index the source and leave nothing out that is to be seen.
   */
  public static void check(String text, List<Token> tokens) {
    int last = 0;
    for (Token token : tokens) {
      boolean fits =
          token.start() >= last
              && token.end() > token.start()
              && text.substring(token.start(), token.end()).equals(token.text())
              && !token.normalized().isEmpty();
      for (int i = last; fits && i < token.start(); i++) {
        fits = isGap(text.charAt(i), text, i);
      }
      if (!fits) {
        assertThat(token).as("in %s", escape(text)).isNull();
      }
      last = token.end();
    }
  }

  /** Letters, digits, punctuation and symbols must be in a token. */
  private static boolean isGap(char c, String text, int i) {
    int type = Character.getType(c);
    boolean half = Character.isSurrogate(c);
    if (half) {
      boolean paired =
          Character.isHighSurrogate(c)
              ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
              : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      return !paired || Character.getType(paired(text, i)) == Character.FORMAT;
    }
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || type == Character.FORMAT
        || type == Character.CONTROL;
  }

  private static int paired(String text, int i) {
    return text.codePointAt(Character.isHighSurrogate(text.charAt(i)) ? i : i - 1);
  }

  /** What {@link #random} made, readable in a message. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(c -> out.append(c < 127 && c > 31 ? "" + (char) c : String.format("\\u%04X", c)));
    return out.toString();
  }

  /** A string of anything, valid Unicode or not. */
  public static String random(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(24);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (0x600 + random.nextInt(0x100)));
        case 2 -> text.append((char) random.nextInt(0x250));
        case 3 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        default -> text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }
}
