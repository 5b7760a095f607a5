package rawi.apps.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;
import rawi.tokenize.subwords.Pretokenizer;

/** What docs/subwords.md says is printed is what is printed. */
class SubwordPageTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @TempDir private Path folder;

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/subwords.md"));
  }

  @DisplayName("The sentence is cut as the page shows by what its first command learns")
  @Test
  void sentence() throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path novels = root.resolve("lm_fr_novels/train.txt");
    assumeTrue(Files.exists(novels), () -> "skipped: no " + novels + "; set RAWI_DATA");
    String page = page();
    Path model = folder.resolve("fr.json");
    assertThat(page).contains("tokenize train --method bpe --size 8000 --out fr.json");
    Rawi.run("tokenize", "train", "--method", "bpe", "--size", 8000, "--out", model, novels);
    MatchResult echo =
        Pattern.compile("echo \"([^\"]+)\" \\| ./rawi tokenize run --model fr.json -\n```\n")
            .matcher(page)
            .results()
            .findFirst()
            .orElseThrow();
    Rawi run = Rawi.fed(echo.group(1) + "\n", "tokenize", "run", "--model", model, "-");
    assertThat(page.substring(echo.end())).startsWith("\n```text\n" + run.out() + "```");
  }

  @DisplayName("Files that are refused are refused with the lines of the page")
  @Test
  void refusals() throws IOException {
    List<String> printed = new ArrayList<>();
    printed.add(refusal("bert.json", "{\"model\":{\"type\":\"WordPiece\"}}"));
    Path data = Files.writeString(folder.resolve("text.txt"), "le long loup lent lit le livre\n");
    Path model = folder.resolve("t.json");
    Rawi.run(
        "tokenize",
        "train",
        "--method",
        "bpe",
        "--size",
        257 + 13,
        "--out",
        model,
        data,
        "--min-count",
        1);
    String json = Files.readString(model);
    String merges = json.substring(json.indexOf("\"merges\""));
    String twelfth =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(merges)
            .results()
            .skip(13)
            .findFirst()
            .orElseThrow()
            .group(1);
    String broken = merges.replace('"' + twelfth + '"', "\"\u0120th e\"");
    printed.add(refusal("t.json", json.replace(merges, broken)));
    assertThat(page()).contains("```text\n" + String.join("", printed) + "```");
  }

  private String refusal(String name, String json) throws IOException {
    Path file = Files.writeString(folder.resolve(name), json);
    Rawi run = Rawi.fed("a\n", "tokenize", "run", "--model", file);
    assertThat(run.exit()).isEqualTo(1);
    return run.err().replace(folder + "/", "");
  }

  @DisplayName("The pretokenizers cut as the page says")
  @Test
  void pretokenizers() throws IOException {
    List<List<String>> rows =
        page()
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> List.of(line.split("\\|", -1)))
            .filter(cells -> cells.size() == 6)
            .toList();
    List<String> sources =
        page()
            .lines()
            .filter(line -> line.startsWith("| `--pretokenizer`"))
            .flatMap(line -> code(line).stream())
            .toList();
    int seen = 0;
    for (List<String> row : rows) {
      String name = code(row.get(1)).get(0);
      if (name.startsWith("-")) {
        continue;
      }
      Pattern pattern = Pattern.compile(Pretokenizer.of(name).pattern());
      for (int i = 0; i < 2; i++) {
        String source = sources.get(i + 1);
        List<String> pieces =
            name.equals("none")
                ? List.of(source)
                : pattern.matcher(source).results().map(MatchResult::group).toList();
        assertThat(code(row.get(3 + i))).as(name).isEqualTo(pieces);
      }
      seen++;
    }
    assertThat(seen).isEqualTo(Pretokenizer.values().length);
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(m -> m.group(1)).toList();
  }
}
