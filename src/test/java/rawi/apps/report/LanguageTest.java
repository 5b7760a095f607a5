package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "fr, ltr",
    "ar, rtl",
    "ar-TN, rtl",
    "aeb, rtl",
    "ar-Latn, ltr",
    "fr-Arab, rtl",
    "he, rtl",
    "und, ltr"
  })
  void theTagDecidesTheDirection(String tag, String direction) {
    assertThat(Language.of(tag).direction()).isEqualTo(direction);
    assertThat(Language.of(tag).tag()).isEqualTo(tag);
  }

  @Test
  void mostOfTheLettersDecideForAText() {
    Language arabic = Language.of("ar");
    assertThat(arabic.forText("Netflix فيها برشا أفلام مزيانة")).isEqualTo(arabic);
    assertThat(arabic.forText("barcha behi")).isEqualTo(new Language("und", false));
    assertThat(arabic.forText("😍 123")).isEqualTo(arabic);
    assertThat(Language.of("fr").forText("برشا")).isEqualTo(new Language("und", true));
  }

  @Test
  void aLanguageIsNamedByItselfWhereItHasAName() {
    assertThat(Language.of("ar").ownName()).isEqualTo("العربية");
    assertThat(Language.of("fr").ownName()).isEqualTo("français");
    assertThat(Language.of("und").ownName()).isEmpty();
    assertThat(Language.of("qqq").ownName()).isEmpty();
  }

  @Test
  void whatIsNoTagIsRefused() {
    assertThatThrownBy(() -> Language.of("\" dir"))
        .hasMessage("language: expected a BCP 47 tag such as fr, ar or ar-TN, got '\" dir'");
  }
}
