package rawi.tokenize.subwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PretokenizerTest {
  private static List<String> pieces(Pretokenizer pretokenizer, String text) {
    List<String> pieces = new ArrayList<>();
    char[] s = text.toCharArray();
    int start = 0;
    while (start < s.length) {
      int stop = pretokenizer.pieceEnd(s, start, s.length);
      pieces.add(text.substring(start, stop));
      start = stop;
    }
    return pieces;
  }

  @DisplayName("Words keep their marks and the apostrophe of an elision")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "l'été d’Anna|l'_été_ d’_Anna",
        "qu'il dit 'non'|qu'_il_ dit_ '_non_'",
        "قَالَ الرَّجُلُ، نعم|قَالَ_ الرَّجُلُ_،_ نعم",
        "le 12/05, à 3,5 %|le_ 12_/_05_,_ à_ 3_,_5_ %",
        "\"a  b   c\"|\"a_ _ b_  _ c\"",
        "❤️👩‍👧 ok|❤️👩‍👧_ ok",
        "7bibi 3lach|7_bibi_ 3_lach",
      })
  void words(String text, String expected) {
    assertThat(String.join("_", pieces(Pretokenizer.WORDS, text))).isEqualTo(expected);
  }

  @DisplayName("GPT-2's pattern cuts at marks and knows English contractions only")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "it's we'll 'tis|it_'s_ we_'ll_ '_tis",
        "l'été|l_'_été",
        "قَال|ق_َ_ال",
      })
  void gpt2(String text, String expected) {
    assertThat(String.join("_", pieces(Pretokenizer.GPT2, text))).isEqualTo(expected);
  }

  @DisplayName("On 30,000 random texts the pieces are those of the pattern as a regular expression")
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void piecesAreThoseOfThePattern(Pretokenizer pretokenizer) {
    // the same white space as Unicode's property, which Java's \s knows by this flag only
    Pattern pattern = Pattern.compile(pretokenizer.pattern(), Pattern.UNICODE_CHARACTER_CLASS);
    Random random = new Random(11);
    for (int round = 0; round < 30_000; round++) {
      String text = Texts.any(random);
      List<String> expected = new ArrayList<>();
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        expected.add(matcher.group());
      }
      assertThat(pieces(pretokenizer, text)).isEqualTo(expected);
    }
  }

  @DisplayName("Without a pattern the text is one piece")
  @Test
  void none() {
    assertThat(pieces(Pretokenizer.NONE, "a b  c")).containsExactly("a b  c");
  }

  @DisplayName("A pretokenizer is found by its name, and another name refused")
  @Test
  void names() {
    assertThat(Pretokenizer.of("words")).isEqualTo(Pretokenizer.WORDS);
    assertThatThrownBy(() -> Pretokenizer.of("llama"))
        .hasMessage("Unknown pretokenizer 'llama': expected one of words, gpt2, none.");
  }
}
