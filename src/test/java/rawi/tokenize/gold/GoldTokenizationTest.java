package rawi.tokenize.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.tokenize.Language;
import rawi.tokenize.WordTokenizer;

class GoldTokenizationTest {
  @DisplayName("Surface tokens of the treebanks are found")
  @ParameterizedTest(name = "{0}: F1 at least {1}")
  @CsvSource({
    "fr_gsd-ud-test.conllu, 0.9987",
    "fr_gsd-ud-dev.conllu, 0.9989",
    "fr_sequoia-ud-test.conllu, 0.9991",
    "ar_pud-ud-test.conllu, 0.9991"
  })
  void surfaceTokensOfTheTreebanksAreFound(String name, double goal) throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path file = root.resolve("gold_tokenization").resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set RAWI_DATA");
    ConlluReader reader = new ConlluReader(name);
    Files.readAllLines(file, StandardCharsets.UTF_8).forEach(reader::line);
    List<GoldSentence> sentences = reader.finish();
    TokenScore score = TokenScore.of(WordTokenizer.of(Language.AUTO), sentences, false);
    assertThat(score.f1()).as(score.toString()).isGreaterThanOrEqualTo(goal);
  }
}
