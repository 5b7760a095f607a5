package rawi.tokenize.sentences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  private static String split(SentenceSplitter splitter, String text) {
    List<String> found =
        splitter.split(text).stream().map(s -> text.substring(s.start(), s.end())).toList();
    return String.join("|", found);
  }

  @DisplayName("A sentence ends behind its last sign and the quotes that close with it")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Il pleut. Elle sort !  Où va-t-elle ?; Il pleut.|Elle sort !|Où va-t-elle ?",
        "Il dit : « Viens. » Elle part.; Il dit : « Viens. »|Elle part.",
        "Il dit \"Viens.\" Elle part.; Il dit \"Viens.\"|Elle part.",
        "Il vient. \"Enfin !\" dit-elle.; Il vient.|\"Enfin !\" dit-elle.",
        "M. Haddad et Mme. Ben Ali, p. 12, arrivent à 14.30. Bien.; M. Haddad et Mme. Ben Ali, p. 12,"
            + " arrivent à 14.30.|Bien.",
        "Du pain, etc. Puis il dort.; Du pain, etc.|Puis il dort.",
        "Du pain, etc. et du vin.; Du pain, etc. et du vin.",
        "Eh bien... oui. Non… Peut-être.; Eh bien... oui.|Non…|Peut-être.",
        "« Ah ! dit-il, enfin. »; « Ah ! dit-il, enfin. »",
        "Voir exemple.fr/a. Merci 😀 Bravo ! 😀 Super; Voir exemple.fr/a.|Merci 😀 Bravo ! 😀|Super",
        "وصل القطار. نزل الركاب؟ نعم! ثم غادروا…; وصل القطار.|نزل الركاب؟|نعم!|ثم غادروا…",
        "قال د. سالم إن العدد ٣٫٥. انتهى.; قال د. سالم إن العدد ٣٫٥.|انتهى.",
        "C'est شنو ؟ رائع. Bravo; C'est شنو ؟|رائع.|Bravo",
        "sans point; sans point",
        "...; ..."
      })
  void byRule(String text, String expected) {
    assertThat(split(new SentenceRules(), text)).isEqualTo(expected);
  }

  @DisplayName("A line's end ends a sentence, and nothing has none")
  @Test
  void lines() {
    assertThat(split(new SentenceRules(), "un titre\nune phrase\r\n\n fin"))
        .isEqualTo("un titre|une phrase|fin");
    assertThat(new SentenceRules().split(" \n\u200F")).isEmpty();
  }

  @DisplayName("OpenNLP's French model comes with Rawi")
  @Test
  void openNlp() {
    assertThat(split(OpenNlpSentences.french(), "Il pleut ce matin. Elle sort avec M. Haddad."))
        .isEqualTo("Il pleut ce matin.|Elle sort avec M. Haddad.");
    assertThat(OpenNlpSentences.french().split("")).isEmpty();
  }

  @DisplayName("A sentence is told by its script, and Latin letters by words, digits and letters")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "L'acteur joue très bien.; FR",
        "Film magnifique; FR",
        "الفيلم رائع والقصة مؤثرة; AR",
        "el film hetha behi barcha; ARABIZI",
        "7ata chay ma 3ajebnich; ARABIZI",
        "waaa3er had film ! c'est شنو ؟; MIXED",
        "الخدمة bien برشة; MIXED",
        "c'est vraiment behi barcha ya khouya, une très bonne histoire mch normal; MIXED",
        "1 234,5 !; OTHER",
        "Слово и дело; OTHER",
        "😀; OTHER",
        "``; OTHER"
      })
  void languages(String sentence, SentenceLanguage expected) {
    assertThat(LanguageGuess.of(sentence)).isEqualTo(expected);
  }
}
