package rawi.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationTest {
  private static String form(Language language, String word) {
    return Normalizer.of(Normalization.of(language)).apply(word, Kind.WORD);
  }

  /** The normalization with this one step on. */
  private static Normalization only(String step) throws ReflectiveOperationException {
    RecordComponent[] steps = Normalization.class.getRecordComponents();
    Object[] on = Arrays.stream(steps).map(s -> (Object) s.getName().equals(step)).toArray();
    assertThat(on).as(step).contains(true);
    return (Normalization) Normalization.class.getDeclaredConstructors()[0].newInstance(on);
  }

  @DisplayName("Each step alone does its own work and no other's")
  @ParameterizedTest(name = "{0}: {1} becomes {2}")
  @CsvSource({
    "nfc, e\u0301te\u0301, été",
    "nfc, mi\u200Croi, miroi",
    "presentationForms, ﻻﻡ, لام",
    "presentationForms, ﬁn, fin",
    "caseFolding, ÉTÉ, été",
    "caseFolding, TITI, titi",
    "typography, l’, l'",
    "typography, vas‑y, vas-y",
    "typography, …, ...",
    "lengthening, ......, ...",
    "lengthening, :)))), :))",
    "ligatures, œuvre, oeuvre",
    "ligatures, Œuvre, OEuvre",
    "diacritics, كَتَبَ, كتب",
    "diacritics, ٱلرَّحۡمَٰنِ, ٱلرحمن",
    "tatweel, جمـــيل, جميل",
    "alef, أإآٱ, اااا",
    "hamza, رؤية, روية",
    "hamza, رائع, رايع",
    "tehMarbuta, مدرسة, مدرسه",
    "alefMaqsura, على, علي",
    "foreignLetters, ڤيديو, فيديو",
    "foreignLetters, ڨهوة, قهوة",
    "foreignLetters, پاريس, باريس",
    "foreignLetters, گال, كال",
    "digits, ٢٠۱۹, 2019",
    "lengthening, bravoooo, bravoo",
    "lengthening, جمييييل, جميل",
    "lengthening, هههههه, هه",
    "lengthening, belle, belle",
    "lengthening, XVIII, XVIII"
  })
  void eachStepAlone(String step, String word, String expected)
      throws ReflectiveOperationException {
    assertThat(Normalizer.of(only(step)).apply(word, Kind.WORD)).isEqualTo(expected);
    assertThat(Normalizer.of(Normalization.none()).apply(word, Kind.WORD)).isSameAs(word);
  }

  @DisplayName("French keeps its accents, and an Arabic word in a French text its letters")
  @Test
  void french() {
    assertThat(form(Language.FR, "Œuvrée")).isEqualTo("oeuvrée");
    assertThat(form(Language.FR, "أحمدَ")).isEqualTo("أحمدَ");
  }

  @DisplayName("Spellings of one Arabic word come to one form")
  @Test
  void arabicSpellingsMeet() {
    assertThat(form(Language.AR, "أَحْمَـــد"))
        .isEqualTo("احمد")
        .isEqualTo(form(Language.AUTO, "احمد"));
    assertThat(form(Language.AR, "ا\u0640\u0654حمد")).isEqualTo("احمد");
    assertThat(form(Language.AR, "ﷺ")).isEqualTo("صلي الله عليه وسلم");
  }

  @DisplayName("Numbers lose the spaces of their groups and get ASCII digits")
  @Test
  void numbers() {
    WordTokenizer tokenizer = WordTokenizer.of(Language.FR);
    assertThat(tokenizer.tokenize("1 234,5 80\u202F000 ٣٫٥ 2000"))
        .extracting(Token::normalized)
        .containsExactly("1234,5", "80000", "3,5", "2000");
  }

  @DisplayName("A token that needs nothing is its own form, and no form is empty")
  @Test
  void sameStringAndNeverEmpty() {
    Token plain = WordTokenizer.of(Language.AUTO).tokenize("arbre").get(0);
    assertThat(plain.normalized()).isSameAs(plain.text());
    assertThat(form(Language.AR, "ـــ")).isEqualTo("ـــ");
  }

  @DisplayName("Shouts keep two marks, addresses stay as they are")
  @Test
  void shoutsAndAddresses() {
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    assertThat(tokenizer.tokenize("top!!!!! http://A.fr/Aaaa"))
        .extracting(Token::normalized)
        .containsExactly("top", "!!", "http://A.fr/Aaaa");
  }

  @DisplayName("The machine's locale changes nothing")
  @Test
  void localeChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(form(Language.FR, "TITI")).isEqualTo("titi");
    } finally {
      Locale.setDefault(before);
    }
  }

  @DisplayName("An unknown language is refused with the choices")
  @Test
  void unknownLanguage() {
    assertThat(Language.of("Fr")).isEqualTo(Language.FR);
    assertThatThrownBy(() -> Language.of("de"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown language 'de': expected one of fr, ar, auto.");
  }
}
