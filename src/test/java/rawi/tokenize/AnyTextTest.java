package rawi.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTextTest {
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

  @DisplayName(
      "100,000 random strings give tokens in order that index their source, whose forms are never empty")
  @Test
  void randomStringsGiveTokensThatIndexTheirSource() {
    Random random = new Random(42);
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    for (int round = 0; round < 100_000; round++) {
      String text = random(random);
      check(text, tokenizer.tokenize(text));
    }
  }

  @DisplayName("Each rule can be switched off alone and the offsets stay right")
  @ParameterizedTest
  @EnumSource(Rule.class)
  void eachRuleCanBeSwitchedOff(Rule rule) {
    Random random = new Random(7);
    WordTokenizer tokenizer = WordTokenizer.of(Normalization.none()).without(rule);
    for (int round = 0; round < 5_000; round++) {
      String text = random(random);
      List<Token> tokens = tokenizer.tokenize(text);
      check(text, tokens);
      assertThat(tokens).allMatch(token -> token.normalized().equals(token.text()));
    }
  }

  @DisplayName("A normalized form stays what it is when normalized again")
  @Test
  void normalizingTwiceChangesNothing() {
    Random random = new Random(3);
    Normalizer normalizer = Normalizer.of(Normalization.of(Language.AUTO));
    for (int round = 0; round < 100_000; round++) {
      String once = normalizer.apply(random(random), Kind.WORD);
      assertThat(normalizer.apply(once, Kind.WORD)).isEqualTo(once);
    }
  }

  @DisplayName("A line of three million characters takes seconds, whatever they are")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1",
        "a-",
        "a.",
        "1 ",
        "'",
        "l'",
        "-",
        "@",
        "a@",
        "#a",
        ":",
        "ب",
        "\u200D",
        "👩\u200D",
        "http://a",
        "a_",
        "1,",
        "(a)",
        "-t-il",
        "M.",
        "\uD83D"
      })
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void longLinesTakeLinearTime(String piece) {
    String text = piece.repeat(3_000_000 / piece.length());
    int[] last = {0};
    WordTokenizer.of(Language.AUTO)
        .tokenize(
            text,
            (start, end, kind, script) -> {
              if (start < last[0] || end <= start) {
                throw new AssertionError("token " + start + ".." + end + " after " + last[0]);
              }
              last[0] = end;
            });
  }

  @DisplayName("Ten million characters of mixed text on one line become tokens that index it")
  @Test
  void tenMillionCharactersOnOneLine() {
    String text = "waaa3er had film ! c'est شنو ؟ ".repeat(330_000);
    List<Token> tokens = WordTokenizer.of(Language.AUTO).tokenize(text);
    assertThat(tokens).hasSize(8 * 330_000);
    check(text, tokens);
  }

  private static void check(String text, List<Token> tokens) {
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

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(c -> out.append(c < 127 && c > 31 ? "" + (char) c : String.format("\\u%04X", c)));
    return out.toString();
  }

  private static String random(Random random) {
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
