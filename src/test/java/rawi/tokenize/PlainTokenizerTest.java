package rawi.tokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the plain tokenizer")
class PlainTokenizerTest {
  private static List<String> forms(String text) {
    return new PlainTokenizer().tokenize(text).stream().map(Token::normalized).toList();
  }

  @Test
  void runsOfLettersDigitsAndUnderscoresAreWordsAndEveryOtherSignIsAlone() {
    assertEquals(
        List.of("l", "'", "été", "18", ".", ".", ".", ",", "a_1", "-", "t", "-", "il"),
        forms("L'été 18..., a_1-t-il"));
    assertEquals(List.of("قال", "،", "٢٠٢٤", "«", "نعم", "»"), forms("قال، ٢٠٢٤ «نعم»"));
  }

  @Test
  void aMarkOrAnEmojiIsOneTokenOfOneCodePoint() {
    assertEquals(List.of("ب", "\u064E", "👍", "👍"), forms("بَ👍👍"));
  }

  @Test
  void spacesOfAnyKindAreGapsAndPlacesAreThoseOfTheSource() {
    List<Token> tokens = new PlainTokenizer().tokenize(" A\u00A0👍\u2028bc\u0085");
    assertEquals(List.of("A", "👍", "bc"), tokens.stream().map(Token::text).toList());
    assertEquals(6, tokens.get(2).start());
    assertEquals(5, tokens.get(2).codePointStart());
    assertEquals(List.of(), forms(" \t\u3000"));
  }
}
