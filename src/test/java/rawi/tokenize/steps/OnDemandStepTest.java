package rawi.tokenize.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

class OnDemandStepTest {
  private static List<Token> tokens(Language language, String text, OnDemandStep... steps) {
    Set<OnDemandStep> chosen = EnumSet.noneOf(OnDemandStep.class);
    chosen.addAll(List.of(steps));
    return SteppedTokenizer.of(WordTokenizer.of(language), language, chosen).tokenize(text);
  }

  private static String forms(Language language, String text, OnDemandStep... steps) {
    return String.join("|", tokens(language, text, steps).stream().map(Token::normalized).toList());
  }

  private static String pieces(Language language, String text, OnDemandStep... steps) {
    return String.join("|", tokens(language, text, steps).stream().map(Token::text).toList());
  }

  @DisplayName("A contraction becomes preposition and article, each with a place in the source")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Il parle du film aux amis.; Il|parle|d|u|film|a|ux|amis|.; il|parle|de|le|film|à|les|amis|.",
        "Au bord des lacs; A|u|bord|de|s|lacs; à|le|bord|de|les|lacs",
        "celui auquel, ceux desquels; celui|a|uquel|,|ceux|de|squels; celui|à|lequel|,|ceux|de|lesquels",
        "l'aube durable; l'|aube|durable; l'|aube|durable"
      })
  void contractions(String text, String pieces, String forms) {
    assertThat(pieces(Language.FR, text, OnDemandStep.CONTRACTIONS)).isEqualTo(pieces);
    assertThat(forms(Language.FR, text, OnDemandStep.CONTRACTIONS)).isEqualTo(forms);
    assertThat(pieces(Language.AR, text, OnDemandStep.CONTRACTIONS))
        .isEqualTo(pieces(Language.AR, text));
  }

  @DisplayName("Clitics come off in front of an Arabic word, with the signs they carry")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "والكتاب; و|ال|كتاب; و|ال|كتاب",
        "للبيت; ل|ل|بيت; ل|ال|بيت",
        "وبالمدرسة; و|ب|ال|مدرسة; و|ب|ال|مدرسه",
        "كالبحر; ك|ال|بحر; ك|ال|بحر",
        "سيكتب; س|يكتب; س|يكتب",
        "وسنذهب; و|س|نذهب; و|س|نذهب",
        "فقد; ف|قد; ف|قد",
        "لهم; ل|هم; ل|هم",
        "وَالكِتابُ; وَ|ال|كِتابُ; و|ال|كتاب",
        "والـــبيت; و|الـــ|بيت; و|ال|بيت",
        "وزير; وزير; وزير",
        "الذي; الذي; الذي",
        "الله; الله; الله",
        "سيارة; سيارة; سياره",
        "كتاب; كتاب; كتاب",
        "فيلم; فيلم; فيلم",
        "و; و; و",
        "كل; كل; كل",
        "ألوان; ألوان; الوان",
        "ألبوم; ألبوم; البوم",
        "والألوان; و|ال|ألوان; و|ال|الوان",
        "ٱلكتاب; ٱل|كتاب; ال|كتاب",
        "لبنان; لبنان; لبنان",
        "للبنان; ل|لبنان; ل|لبنان",
        "للبنات; ل|ل|بنات; ل|ال|بنات",
        "لليبيا; ل|ليبيا; ل|ليبيا",
        "للندن; ل|لندن; ل|لندن",
        "وللجنة; و|ل|لجنة; و|ل|لجنه",
        "للغة; ل|لغة; ل|لغه",
        "للغاية; ل|ل|غاية; ل|ال|غايه",
        "للقاء; ل|لقاء; ل|لقاء",
        "للذين; ل|لذين; ل|الذين",
        "اللاتي واللائي; اللاتي|و|اللائي; اللاتي|و|اللايي",
        "وسائل ووسائل; وسائل|و|وسائل; وسايل|و|وسايل",
        "الللللله; الللللله; الله",
        "وووووالكتاب; ووووو|ال|كتاب; و|ال|كتاب",
        "ااااالْلْبيت; ااااالْ|لْبيت; ال|لبيت"
      })
  void clitics(String text, String pieces, String forms) {
    assertThat(pieces(Language.AR, text, OnDemandStep.CLITICS)).isEqualTo(pieces);
    assertThat(forms(Language.AR, text, OnDemandStep.CLITICS)).isEqualTo(forms);
  }

  @DisplayName("A conjunction comes off before any word that is not known with an own و")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "وشكرا", "وسعر", "وسعره", "وتركيا", "وتراث", "وحياة", "وقتل", "وكرة", "ورقم", "ورمضان",
        "وفرنسا", "وفقط", "وصيام", "وعين", "وولد", "وأسعاره", "ويستحق", "وديكور"
      })
  void conjunction(String word) {
    assertThat(pieces(Language.AR, word, OnDemandStep.CLITICS)).startsWith("و|");
  }

  @DisplayName("A word stays whole with its own و, whatever its ending")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "وفاء", "واحد", "وقته", "وجبات", "وزارتها", "وسائلها", "ورقة", "وطنية", "وحدها", "ولد",
        "وضعت", "وجهك", "ولايات", "وراءهم"
      })
  void ownWaw(String word) {
    assertThat(pieces(Language.AR, word, OnDemandStep.CLITICS)).isEqualTo(word);
    assertThat(pieces(Language.AR, "و" + word, OnDemandStep.CLITICS)).isEqualTo("و|" + word);
  }

  @DisplayName("Digits of Arabizi become letters, in sentences of Arabizi and mixed ones alone")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "7bibi 5ater barcha; hbibi|khater|barcha",
        "ma3ak so2al wa3er; maak|soal|waer",
        "l3dhhm kbir barcha; ladhhm|kbir|barcha",
        "9ahwa m8alta w 3'ali; qahwa|mghalta|w|ghali",
        "7'obz w 6in; khobz|w|tin",
        "covid19 w mp3 14h mch normal; covid19|w|mpa|14|h|mch|normal"
      })
  void arabiziFolding(String text, String forms) {
    assertThat(forms(Language.AUTO, text, OnDemandStep.ARABIZI_FOLDING)).isEqualTo(forms);
    assertThat(forms(Language.FR, text, OnDemandStep.ARABIZI_FOLDING))
        .isEqualTo(forms(Language.FR, text));
  }

  @DisplayName("Stop words of both languages are left out, punctuation and Arabizi stay")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "Les amis avec lui dans l'équipe !; amis|équipe|!",
        "Vient-il avec nous ?; vient|?",
        "ذهبنا إلى البيت في المساء; ذهبنا|البيت|المساء",
        "la ma fi lyoum barcha 3lech; la|ma|fi|lyoum|barcha|3lech",
        "C'était un film رائع من تونس; film|رايع|تونس"
      })
  void stopWords(String text, String forms) {
    assertThat(forms(Language.AUTO, text, OnDemandStep.STOP_WORDS)).isEqualTo(forms);
  }

  @DisplayName("French and Arabic words get stems, numbers, tags and Arabizi keep their form")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "Nous continuerons magnifiquement #Films 12; nous|continu|magnif|#films|12",
        "والكتاب للمدرسة المعلمون; كتاب|مدرس|معلم",
        "barchaaa 9ahwa mezyana nchallah; barchaa|9ahwa|mezyana|nchallah",
        "الله والله إلى إليها الآلة المانيا; الله|الله|الي|اليها|الاله|المانيا",
        "Les acteurs الرائعون jouaient; le|acteur|رايع|jou"
      })
  void stems(String text, String forms) {
    assertThat(forms(Language.AUTO, text, OnDemandStep.STEMS)).isEqualTo(forms);
  }

  @DisplayName("Every step is off until it is asked for, and all together keep places right")
  @Test
  void allTogether() {
    String text = "Il parle du film. والكتاب للمدرسة. 7bibi mch normal";
    assertThat(tokens(Language.AUTO, text))
        .isEqualTo(WordTokenizer.of(Language.AUTO).tokenize(text));
    List<Token> all = tokens(Language.AUTO, text, OnDemandStep.values());
    assertThat(all).extracting(Token::normalized).contains("parl", "film", "كتاب", "hbibi");
    for (Token token : all) {
      assertThat(text.substring(token.start(), token.end())).isEqualTo(token.text());
      assertThat(token.codePointStart()).isEqualTo(text.codePointCount(0, token.start()));
    }
  }

  @DisplayName("With auto each sentence is looked at alone")
  @Test
  void eachSentenceAlone() {
    assertThat(
            forms(
                Language.AUTO,
                "On sort du cinéma. Mch behi au 7ata chay wallah barcha",
                OnDemandStep.CONTRACTIONS))
        .startsWith("on|sort|de|le|cinéma")
        .contains("|au|7ata");
  }

  @DisplayName("A form that a step leaves untouched keeps accents where nothing is normalized")
  @Test
  void withoutNormalization() {
    SteppedTokenizer raw =
        SteppedTokenizer.of(
            WordTokenizer.of(Normalization.none()), Language.AR, Set.of(OnDemandStep.CLITICS));
    assertThat(raw.tokenize("وَالمَدرسةُ"))
        .extracting(Token::normalized)
        .containsExactly("و", "ال", "مَدرسةُ");
  }
}
