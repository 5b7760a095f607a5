package rawi.embeddings.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;

/** The table of errors in docs/embeddings.md is what the commands print. */
class EmbeddingsPageTest {
  private static final int WORDS = 12;
  private static final int DIMENSIONS = 100;

  @TempDir private Path folder;
  private final List<String> printed = new ArrayList<>();

  @DisplayName("Each line of the table of errors is printed for a file of that kind")
  @Test
  void errors() throws IOException {
    brokenLines();
    headers();
    binaryFiles();
    sizes();
    FastTextModel.small().quantized().write(folder.resolve("m.ftz"));
    ask("m.ftz", "mer");
    text(WORDS, line -> line);
    ask("v.vec", "avion");
    Files.writeString(folder.resolve("t.txt"), "un deux trois\n");
    learn();
    Files.write(folder.resolve("t.txt"), new byte[] {'a', (byte) 0xE9, '\n'});
    learn();
    assertThat(linesOfThePage()).isEqualTo(printed);
  }

  private void brokenLines() throws IOException {
    text(
        WORDS + 5,
        line -> line.startsWith("w17 ") ? line.substring(0, line.lastIndexOf(' ')) : line);
    ask("v.vec", "mer");
    text(WORDS, line -> line.startsWith("w3 ") ? line.replaceFirst(" \\S+", " x") : line);
    ask("v.vec", "mer");
  }

  private void headers() throws IOException {
    text(WORDS, line -> line.startsWith("12 ") ? "13 100" : line);
    ask("v.vec", "mer");
    text(WORDS, line -> line.startsWith("12 ") ? "20000 100" : line);
    ask("v.vec", "mer");
    text(WORDS, line -> line.startsWith("12 ") ? "11 100" : line);
    ask("v.vec", "mer");
    Files.writeString(folder.resolve("v.vec"), "le 0.1 0.2\n");
    ask("v.vec", "mer");
  }

  private void binaryFiles() throws IOException {
    text(WORDS, line -> line);
    Path whole = folder.resolve("v.bin");
    VectorFiles.write(whole, VectorFiles.read(folder.resolve("v.vec"), Reading.all()));
    byte[] bytes = Files.readAllBytes(whole);
    byte[] rest = Arrays.copyOfRange(bytes, "12 100\n".length(), bytes.length);
    byte[] header = "20000 100\n".getBytes(StandardCharsets.UTF_8);
    byte[] lying = Arrays.copyOf(header, header.length + rest.length);
    System.arraycopy(rest, 0, lying, header.length, rest.length);
    Files.write(whole, lying);
    ask("v.bin", "mer");
    Files.write(whole, Arrays.copyOf(bytes, bytes.length - 3));
    ask("v.bin", "mer");
  }

  /** A file of 40,000 words of 300 numbers as far as its first lines and its size tell. */
  private void sizes() throws IOException {
    Path file = folder.resolve("v.vec");
    Files.writeString(file, "40000 300\nmer 1 2 3\n");
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(30_000_000);
    }
    Rawi run =
        Rawi.run("embeddings", "nearest", "--vectors", file, "--max-memory", "40000k", "mer");
    keep(run);
  }

  private interface Change {
    String of(String line);
  }

  private void text(int words, Change change) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(words + " " + DIMENSIONS);
    for (int i = 2; i < words + 2; i++) {
      lines.add("w" + i + " " + String.join(" ", Collections.nCopies(DIMENSIONS, "0.5")));
    }
    Files.write(folder.resolve("v.vec"), lines.stream().map(change::of).toList());
  }

  private void ask(String file, String word) {
    keep(Rawi.run("embeddings", "nearest", "--vectors", folder.resolve(file), word));
  }

  private void learn() {
    Path text = folder.resolve("t.txt");
    Path out = folder.resolve("out.vec");
    keep(Rawi.run("embeddings", "train", "--data", text, "--out", out));
    assertThat(out).doesNotExist();
  }

  private void keep(Rawi run) {
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).hasSize(1);
    printed.add(run.errLines().get(0).replace(folder + "/", ""));
  }

  private static List<String> linesOfThePage() throws IOException {
    String page = Files.readString(Path.of("docs/embeddings.md"));
    String table = page.substring(page.indexOf("## Errors"));
    return Pattern.compile("`(rawi: [^`]+)`")
        .matcher(table)
        .results()
        .map(m -> m.group(1))
        .toList();
  }
}
