package rawi.apps.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;

/** {@code rawi sentiment benchmark}, {@code ablation} and {@code faithfulness}. */
class BenchmarkCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @BeforeEach
  void sets() throws IOException {
    for (String name : List.of("b", "deep/a")) {
      Path set = Files.createDirectories(folder.resolve(name));
      for (String file : List.of("train", "valid", "test")) {
        Files.writeString(set.resolve(file + ".tsv"), Reviews.lines());
      }
    }
    Files.writeString(Files.createDirectories(folder.resolve("no")).resolve("train.tsv"), "x");
  }

  @DisplayName("Every whole set gets its row, wherever it lies, and the table its mean")
  @Test
  void table() throws IOException {
    Path out = folder.resolve("t.md");
    Rawi run =
        Rawi.run(
            "sentiment",
            "benchmark",
            "--data-root",
            folder,
            "--seeds",
            2,
            "--out",
            out,
            "--threads",
            1);
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2)).startsWith("| b | 2 | 20 | ");
    assertThat(lines.get(3)).startsWith("| deep/a | 2 | 20 | ");
    assertThat(lines.get(4)).startsWith("| mean of 2 | ");
    assertThat(out).hasContent(run.out());
    assertThat(run.err()).contains("b, seed 42: accuracy ", "deep/a, seed 43: accuracy ");
  }

  @DisplayName("A root without sets, or that is none, is refused in one line")
  @Test
  void refused() {
    Path none = folder.resolve("no");
    assertThat(Rawi.run("sentiment", "benchmark", "--data-root", none).errLines())
        .containsExactly(
            "rawi: "
                + none
                + ": expected folders with train.tsv, valid.tsv and test.tsv below it, found none");
    Path missing = folder.resolve("missing");
    assertThat(Rawi.run("sentiment", "benchmark", "--data-root", missing).errLines())
        .containsExactly("rawi: " + missing + ": there is no such folder");
    assertThat(Rawi.run("sentiment", "benchmark", "--data-root", folder, "--seeds", 0).errLines())
        .first()
        .isEqualTo("rawi: --seeds: expected at least 1, got 0");
  }

  @DisplayName("Variants are judged without the test files")
  @Test
  void ablation() throws IOException {
    Files.writeString(folder.resolve("b/test.tsv"), "no tab at all\n");
    Rawi run =
        Rawi.run("sentiment", "ablation", "--data-root", folder, "--sets", "b", "--threads", 1);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines().findFirst()).hasValue("| variant | b | mean |");
    assertThat(run.out()).contains("| + wide part: the default | ");
  }

  @DisplayName("It is said whether the validation rows were learnt in the end")
  @Test
  void refit() throws IOException {
    Path data = Reviews.file(folder);
    Path model = folder.resolve("m.rawi");
    Rawi on = Rawi.run(Reviews.training(data, model, "--epochs", 1));
    assertThat(on.out()).endsWith("; then refit with the 20 validation texts\n");
    Object[] off = Reviews.training(data, model, "--epochs", 1, "--refit", "off");
    assertThat(Rawi.run(off).out()).doesNotContain("refit");
    Rawi alone =
        Rawi.run(Reviews.training(data, model, "--epochs", 1, "--wide-strength", 0, "--json"));
    assertThat(JSON.readTree(alone.out()).path("refit").asText()).isEqualTo("false");
  }

  @DisplayName("Deleting what pushed most costs the label more than deleting by chance")
  @Test
  void faithfulness() throws IOException {
    Path data = Reviews.file(folder);
    Path model = folder.resolve("m.rawi");
    assertThat(Rawi.run(Reviews.training(data, model, "--epochs", 1)).exit()).isZero();
    Rawi run =
        Rawi.run(
            "sentiment",
            "faithfulness",
            "--model",
            model,
            "--data",
            data,
            "--deleted",
            2,
            "--json");
    JsonNode found = JSON.readTree(run.out());
    assertThat(found.path("texts").asInt()).isEqualTo(20);
    assertThat(found.path("lostByWeight").asDouble())
        .isGreaterThan(found.path("lostByChance").asDouble());
  }
}
