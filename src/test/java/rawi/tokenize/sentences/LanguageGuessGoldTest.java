package rawi.tokenize.sentences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageGuessGoldTest {
  @DisplayName("Short French sentences with words that Arabizi has too are French")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Il pleut.",
        "Il arrive demain.",
        "Il a fini.",
        "Un bel homme.",
        "Ma tante parle.",
        "Le fil casse."
      })
  void shortFrench(String sentence) {
    assertThat(LanguageGuess.of(sentence)).isEqualTo(SentenceLanguage.FR);
  }

  @DisplayName("Texts of one language are told as such")
  @ParameterizedTest(name = "{0}: {1} or {2} in at least {3}")
  @CsvSource({
    "sentiment_fr_allocine/test.tsv, FR, FR, 0.99",
    "sentiment_fr_tvseries/test.tsv, FR, FR, 0.99",
    "sentiment_ar_ajgt/test.tsv, AR, AR, 0.99",
    "sentiment_tn_tunizi_arabizi/test.tsv, ARABIZI, MIXED, 0.86",
    "sentiment_tn_tunizi_arabizi/test.tsv, ARABIZI, ARABIZI, 0.77"
  })
  void texts(String name, SentenceLanguage expected, SentenceLanguage or, double goal)
      throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path file = root.resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set RAWI_DATA");
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Map<SentenceLanguage, Integer> counts = new EnumMap<>(SentenceLanguage.class);
    for (String line : lines) {
      String text = line.substring(line.indexOf('\t') + 1);
      counts.merge(LanguageGuess.of(text), 1, Integer::sum);
    }
    String row = name + " " + counts + System.lineSeparator();
    Files.writeString(
        Path.of("target/languages.txt"), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    int right = counts.getOrDefault(expected, 0);
    right += or == expected ? 0 : counts.getOrDefault(or, 0);
    assertThat((double) right / lines.size()).as(counts.toString()).isGreaterThanOrEqualTo(goal);
  }
}
