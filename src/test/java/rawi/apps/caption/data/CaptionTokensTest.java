package rawi.apps.caption.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordCounts;

class CaptionTokensTest {
  @Test
  void captionsAreCutIntoRunsOfLettersAndDigitsInLowerCase() {
    assertThat(CaptionTokens.of("A tri-colored dog's 2 balls ."))
        .containsExactly("a", "tri", "colored", "dog", "s", "2", "balls");
    assertThat(CaptionTokens.of("L'ÉTÉ, arc-en-ciel"))
        .containsExactly("l", "été", "arc", "en", "ciel");
    assertThat(CaptionTokens.of(" ... ")).isEmpty();
  }

  @Test
  void vowelSignsAndTatweelAreTakenOutWithinAWord() {
    assertThat(CaptionTokens.of("كَلْبٌ أَسْـــوَد، ٣ كُرات"))
        .containsExactly("كلب", "أسود", "٣", "كرات");
  }

  @Test
  void lettersThatASystemHasTakenApartAreOneAgain() {
    assertThat(CaptionTokens.of("e\u0301te\u0301")).containsExactly("été");
    assertThat(CaptionTokens.of("\u0627\u0654حمر")).containsExactly("أحمر");
  }

  @Test
  void aTextHasItsApostrophesBackAndTheSameTokens() {
    assertThat(CaptionText.of(List.of("l", "herbe", "d", "un", "champ", "s", "est"), "fr"))
        .isEqualTo("l'herbe d'un champ s'est");
    assertThat(CaptionText.of(List.of("un", "t", "shirt"), "fr")).isEqualTo("un t shirt");
    assertThat(CaptionText.of(List.of("a", "man", "s", "hat"), "en")).isEqualTo("a man's hat");
    assertThat(CaptionText.of(List.of("دائرة", "حمراء"), "ar")).isEqualTo("دائرة حمراء");
    for (String lang : List.of("fr", "en", "ar")) {
      List<String> tokens = List.of("qu", "un", "s", "l", "arbre", "m", "t");
      assertThat(CaptionTokens.of(CaptionText.of(tokens, lang))).isEqualTo(tokens);
    }
  }

  @Test
  void aPieceOfATextHasTheApostropheItStandsWith() {
    assertThat(CaptionText.pieces(List.of("au", "dessus", "d", "une", "étoile"), "fr"))
        .containsExactly("au", "dessus", "d'", "une", "étoile");
    assertThat(CaptionText.pieces(List.of("a", "man", "s", "hat"), "en"))
        .containsExactly("a", "man", "'s", "hat");
    assertThat(CaptionText.pieces(List.of("d", "a"), "ar")).containsExactly("d", "a");
  }

  @Test
  void aVocabularyHasMarksAndNeverSaysTheUnknown() {
    CaptionVocabulary words =
        CaptionVocabulary.of(List.of(List.of("a", "cat"), List.of("a", "dog"), List.of("a")), 1);
    assertThat(words.encode(List.of("a", "bird", "cat"))).containsExactly(4, 1, 5);
    assertThat(words.decode(new int[] {4, 6, words.end(), 5})).containsExactly("a", "dog");
    assertThat(List.of(words.start(), words.end(), words.size())).containsExactly(2, 3, 7);
    assertThat(List.of(0, 1, 2)).noneMatch(words::canBeSaid);
    assertThat(List.of(3, 4, 6)).allMatch(words::canBeSaid);
    assertThat(CaptionVocabulary.of(List.of(List.of("a", "cat", "a")), 2).size()).isEqualTo(5);
  }

  @Test
  void aVocabularyOfAnotherAppIsRefused() {
    Vocabulary other = Vocabulary.of(new WordCounts().add("a"), 1, 9);
    assertThatThrownBy(() -> new CaptionVocabulary(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[start]");
  }
}
