package rawi.tokenize.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrenchStemmerTest {
  @DisplayName("Forms of one word come to one stem")
  @ParameterizedTest
  @CsvSource({
    "continuellement, continuel",
    "majestueusement, majestu",
    "l'amitié, amiti",
    "qu'elle, elle",
    "bijoux, bijou",
    "portugaises, portug",
    "mauvaises, mauvais",
    "palais, palais",
    "parlais, parl",
    "chevaux, cheval",
    "niaises, niais",
    "ambiguïté, ambigu",
    "constamment, const",
    "'', ''",
    "s, s",
    "l', l'",
    "كتاب, كتاب"
  })
  void formsOfOneWord(String word, String stem) {
    assertThat(FrenchStemmer.stem(word)).isEqualTo(stem);
  }

  @DisplayName("Every word of Snowball's own list has the stem of Snowball's own list")
  @Test
  void snowballsOwnList() throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path words = root.resolve("gold_stemming_snowball/french_voc.txt");
    assumeTrue(Files.exists(words), () -> "skipped: no " + words + "; set RAWI_DATA");
    List<String> given = Files.readAllLines(words, StandardCharsets.UTF_8);
    List<String> stems =
        Files.readAllLines(words.resolveSibling("french_output.txt"), StandardCharsets.UTF_8);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String stem = FrenchStemmer.stem(given.get(i));
      if (!stem.equals(stems.get(i))) {
        wrong.add(given.get(i) + ": " + stem + " for " + stems.get(i));
      }
    }
    assertThat(given).hasSizeGreaterThan(20_000);
    assertThat(wrong).isEmpty();
  }
}
