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
  @DisplayName(
      "100,000 random strings give tokens in order that index their source, whose forms are never empty")
  @Test
  void randomStringsGiveTokensThatIndexTheirSource() {
    Random random = new Random(42);
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    for (int round = 0; round < 100_000; round++) {
      String text = AnyText.random(random);
      AnyText.check(text, tokenizer.tokenize(text));
    }
  }

  @DisplayName("Each rule can be switched off alone and the offsets stay right")
  @ParameterizedTest
  @EnumSource(Rule.class)
  void eachRuleCanBeSwitchedOff(Rule rule) {
    Random random = new Random(7);
    WordTokenizer tokenizer = WordTokenizer.of(Normalization.none()).without(rule);
    for (int round = 0; round < 5_000; round++) {
      String text = AnyText.random(random);
      List<Token> tokens = tokenizer.tokenize(text);
      AnyText.check(text, tokens);
      assertThat(tokens).allMatch(token -> token.normalized().equals(token.text()));
    }
  }

  @DisplayName("All rules off: the offsets are right as well")
  @Test
  void allRulesOff() {
    Random random = new Random(9);
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO).without(Rule.values());
    for (int round = 0; round < 5_000; round++) {
      String text = AnyText.random(random);
      AnyText.check(text, tokenizer.tokenize(text));
    }
  }

  @DisplayName("A form stays what it is when normalized again, with every step there is")
  @Test
  void normalizingTwiceWithEveryStep() {
    Random random = new Random(5);
    Normalizer normalizer = Normalizer.of(Normalization.none().with(NormalizationStep.values()));
    for (int round = 0; round < 30_000; round++) {
      String once = normalizer.apply(AnyText.random(random), Kind.WORD);
      assertThat(normalizer.apply(once, Kind.WORD)).isEqualTo(once);
    }
  }

  @DisplayName("A normalized form stays what it is when normalized again")
  @Test
  void normalizingTwiceChangesNothing() {
    Random random = new Random(3);
    Normalizer normalizer = Normalizer.of(Normalization.of(Language.AUTO));
    for (int round = 0; round < 100_000; round++) {
      String once = normalizer.apply(AnyText.random(random), Kind.WORD);
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
    AnyText.check(text, tokens);
  }
}
