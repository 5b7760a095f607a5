package rawi.tokenize;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationTest {
  private static String form(Language language, String word) {
    return Normalizer.of(Normalization.of(language)).apply(word, Kind.WORD);
  }

  /** The normalization with this one step on. */
  private static Normalization only(String label) {
    return Normalization.none().with(step(label));
  }

  private static NormalizationStep step(String label) {
    return Arrays.stream(NormalizationStep.values())
        .filter(s -> s.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @DisplayName("Each step alone does its own work and no other's")
  @ParameterizedTest(name = "{0}: {1} becomes {2}")
  @CsvSource({
    "nfc, e\u0301te\u0301, été",
    "invisible, mi\u200Croi, miroi",
    "invisible, ❤\uFE0F, ❤",
    "nfkc, m², m2",
    "nfkc, ﷺ, صلى الله عليه وسلم",
    "presentation-forms, ﻻﻡ, لام",
    "presentation-forms, ﬁn, fin",
    "case-folding, ÉTÉ, été",
    "case-folding, TITI, titi",
    "typography, l’, l'",
    "typography, vas‑y, vas-y",
    "typography, …, ...",
    "lengthening, ......, ...",
    "lengthening, :)))), :))",
    "ligatures, œuvre, oeuvre",
    "ligatures, Œuvre, OEuvre",
    "diacritics, كَتَبَ, كتب",
    "diacritics, ٱلرَّحۡمَٰنِ, ٱلرحمن",
    "quranic-marks, عِوَجَاۜ, عِوَجَا",
    "quranic-marks, لَهُۥ, لَهُ",
    "quranic-marks, ٱلرَّحۡمَٰنِ, ٱلرَّحمَٰنِ",
    "quranic-marks, محمدؐ, محمد",
    "tatweel, جمـــيل, جميل",
    "alef, أإآٱ, اااا",
    "hamza, رؤية, روية",
    "hamza, رائع, رايع",
    "teh-marbuta, مدرسة, مدرسه",
    "alef-maqsura, على, علي",
    "maghrebi-letters, ڤيديو, فيديو",
    "maghrebi-letters, ڨهوة, قهوة",
    "maghrebi-letters, ڢاس, فاس",
    "maghrebi-letters, ݣال, كال",
    "persian-letters, پاريس, باريس",
    "persian-letters, چای, جاي",
    "persian-letters, گال, كال",
    "digits, ٢٠۱۹, 2019",
    "quotes, «, \"",
    "quotes, ‹, ''''",
    "arabic-punctuation, ؟, ?",
    "arabic-punctuation, ٪, %",
    "lengthening, bravoooo, bravoo",
    "lengthening, جمييييل, جميل",
    "lengthening, هههههه, هه",
    "lengthening, belle, belle",
    "lengthening, XVIII, XVIII",
    "lengthening, XXIIIe, XXIIIe",
    "lengthening, xviiie, xviiie",
    "lengthening, viii, viii",
    "lengthening, xxxx, xx",
    "lengthening, ouiii, ouii"
  })
  void eachStepAlone(String step, String word, String expected) {
    assertThat(Normalizer.of(only(step)).apply(word, Kind.WORD)).isEqualTo(expected);
    assertThat(Normalizer.of(Normalization.none()).apply(word, Kind.WORD)).isSameAs(word);
  }

  @DisplayName("Every step has an example, and the steps on demand are in no language's set")
  @Test
  void everyStepHasAnExample() throws NoSuchMethodException {
    String[] rows =
        NormalizationTest.class
            .getDeclaredMethod("eachStepAlone", String.class, String.class, String.class)
            .getAnnotation(CsvSource.class)
            .value();
    Set<String> shown =
        Arrays.stream(rows).map(row -> row.substring(0, row.indexOf(','))).collect(toSet());
    for (NormalizationStep step : NormalizationStep.values()) {
      assertThat(shown).contains(step.label());
    }
    assertThat(Normalization.of(Language.AUTO).steps())
        .isEqualTo(
            Set.copyOf(
                EnumSet.complementOf(
                    EnumSet.of(
                        NormalizationStep.NFKC,
                        NormalizationStep.QUOTES,
                        NormalizationStep.ARABIC_PUNCTUATION))));
    assertThat(Normalization.of(Language.AR)).isEqualTo(Normalization.of(Language.AUTO));
    assertThat(Normalization.of(Language.AR).without(NormalizationStep.ALEF).steps())
        .hasSize(16)
        .doesNotContain(NormalizationStep.ALEF);
  }

  @DisplayName("Centuries in Roman numerals stay apart")
  @Test
  void romanNumeralsStayApart() {
    assertThat(form(Language.FR, "XXIIIe")).isEqualTo("xxiiie");
    assertThat(form(Language.FR, "XXIIe")).isEqualTo("xxiie");
    assertThat(form(Language.FR, "XVIIIème")).isEqualTo("xviiième");
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
    assertThat(tokenizer.tokenize("١٬٢٣٤٫٥ 12\u066C000 ٬"))
        .extracting(Token::normalized)
        .containsExactly("1234,5", "12000", "٬");
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
