package rawi.apps.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;

/** {@code --vectors}: a model that begins with vectors learnt elsewhere says of how many words. */
class VectorsStartTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void files() {
    data = Reviews.file(folder);
    out = folder.resolve("m.rawi");
  }

  @DisplayName("The words that were found are counted, on standard error and in JSON")
  @Test
  void found() throws IOException {
    Path vectors = folder.resolve("v.vec");
    Files.writeString(vectors, "3 5\nfilm 1 2 3 4 5\nl' 5 4 3 2 1\nbaleine 0 0 0 0 1\n");
    Rawi run = Rawi.run(Reviews.training(data, out, "--vectors", vectors, "--epochs", 1, "--json"));
    JsonNode json = JSON.readTree(run.out());
    int words = json.path("words").asInt();
    assertThat(run.errLines())
        .contains(vectors + ": vectors of 2 of the " + words + " words of the vocabulary");
    assertThat(json.path("vectors")).isEqualTo(JSON.readTree("{\"found\":2,\"composed\":0}"));
  }

  @DisplayName("Words that have no vector are composed of their sub-words, and counted apart")
  @Test
  void composed() throws IOException {
    Path text = folder.resolve("t.txt");
    Files.writeString(text, "un film et un repas, une musique et un livre\n".repeat(5));
    Path vectors = folder.resolve("v.rvec");
    Object[] train = {
      "embeddings", "train", "--method", "fasttext", "--data", text, "--out", vectors, "--dim", 3
    };
    assertThat(Rawi.run(train).exit()).isZero();
    Rawi run = Rawi.run(Reviews.training(data, out, "--vectors", vectors, "--epochs", 1, "--json"));
    JsonNode counts = JSON.readTree(run.out()).path("vectors");
    assertThat(counts.path("found").asInt()).isGreaterThan(5);
    assertThat(counts.path("composed").asInt()).isPositive();
    assertThat(run.err())
        .contains(
            "words of the vocabulary, and "
                + counts.path("composed").asInt()
                + " composed of sub-words");
  }

  @DisplayName("Without vectors there is nothing to count")
  @Test
  void none() throws IOException {
    Rawi run = Rawi.run(Reviews.training(data, out, "--epochs", 1, "--json"));
    assertThat(JSON.readTree(run.out()).has("vectors")).isFalse();
  }
}
