package rawi.apps.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.apps.Rawi;
import rawi.tokenize.subwords.TokenizerJson;

class SubwordCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT =
      "L'arbre de l'école est un vieil arbre.\nL'arbre du jardin est un jeune arbre.\nهذا كتاب قديم وهذا كتاب جديد\n";

  @TempDir Path folder;
  private Path data = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void files() throws IOException {
    data = Files.writeString(folder.resolve("text.txt"), TEXT);
    model = folder.resolve("t.json");
  }

  private Rawi train(String method, Object... more) {
    Object[] first = {"tokenize", "train", "--method", method, "--size", 290, "--out", model};
    Object[] all = Arrays.copyOf(first, first.length + more.length + 1);
    System.arraycopy(more, 0, all, first.length, more.length);
    all[all.length - 1] = data;
    return Rawi.run(all);
  }

  @DisplayName("What is learned from a file cuts text into sub-words that can be read")
  @ParameterizedTest
  @ValueSource(strings = {"bpe", "unigram"})
  void trainAndRun(String method) throws IOException {
    Rawi trained = train(method, "--json");
    assertThat(trained.exit()).as(trained.err()).isZero();
    JsonNode result = JSON.readTree(trained.out());
    assertThat(result.path("method").asText()).isEqualTo(method);
    assertThat(result.path("size").asInt()).isEqualTo(TokenizerJson.read(model).size());
    assertThat(result.path("lines").asInt()).isEqualTo(3);
    Rawi run = Rawi.fed("L'arbre ¿\n", "tokenize", "run", "--model", model);
    assertThat(run.out()).endsWith(" <C2> <BF>\n");
    assertThat(run.out().replace(" ", "")).isEqualTo("L'arbre▁<C2><BF>\n");
    assertThat(Rawi.fed("a b\n", "tokenize", "run", "--model", model, "--normalized").out())
        .isEqualTo("a Ġ b\n");
  }

  @DisplayName("In JSON each sub-word has its id")
  @Test
  void ids() throws IOException {
    train("bpe");
    Rawi run = Rawi.fed("un arbre 😀\n", "tokenize", "--model", model, "--json");
    int[] ids =
        JSON.readTree(run.out()).path("tokens").findValues("id").stream()
            .mapToInt(JsonNode::asInt)
            .toArray();
    assertThat(ids).isEqualTo(TokenizerJson.read(model).encode("un arbre 😀"));
  }

  @DisplayName("A text that has fewer sub-words than asked for is said")
  @Test
  void fewer() throws IOException {
    data = Files.writeString(folder.resolve("text.txt"), "aa aa\n");
    Rawi trained = train("bpe");
    assertThat(trained.exit()).isZero();
    assertThat(trained.errLines())
        .last()
        .isEqualTo(
            "only 258 of 290 sub-words: the text has no more; give more text or a smaller --size");
  }

  @DisplayName("Options that ask for what cannot be are wrong usage")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--method lz | Unknown method 'lz': expected one of bpe, unigram.",
        "--size 9 | --size: expected 257 (the 256 bytes and 1 special token) to 16777215, got 9",
        "--pretokenizer x | Unknown pretokenizer 'x': expected one of words, gpt2, none.",
        "--special a | --special token 'a': is the form of a byte; expected a longer one",
        "--min-count 0 | --min-count: expected at least 1, got 0",
        "--method unigram --min-count 5 | --min-count: is of --method bpe alone; leave it out",
      })
  void wrongUsage(String options, String line) {
    String[] method =
        options.contains("--method") ? new String[0] : new String[] {"--method", "bpe"};
    String[] size = options.contains("--size") ? new String[0] : new String[] {"--size", "300"};
    List<Object> all = new ArrayList<>(List.of("tokenize", "train"));
    Collections.addAll(all, (Object[]) method);
    Collections.addAll(all, (Object[]) size);
    Collections.addAll(all, (Object[]) options.split(" ", -1));
    Collections.addAll(all, "--out", model, data);
    Rawi run = Rawi.run(all.toArray());
    assertThat(run.errLines()).first().isEqualTo("rawi: " + line);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(model).doesNotExist();
  }

  @DisplayName(
      "A text without a word, a folder that is not there, a wrong model: one line, nothing written")
  @Test
  void failures() throws IOException {
    data = Files.writeString(folder.resolve("text.txt"), "\n\n");
    assertFailed(train("bpe"), data + ": expected text to learn from, got blank lines only");
    assertThat(model).doesNotExist();
    Files.write(data, new byte[] {'a', (byte) 0xFF, '\n'});
    assertFailed(
        train("unigram"),
        data + ": line 1: not UTF-8: byte 0xFF at offset 1; save the file as UTF-8");
    Files.writeString(data, "");
    assertFailed(train("bpe"), data + ": is empty");
    Files.writeString(model, "{\"model\":{\"type\":\"WordPiece\"}}");
    assertFailed(
        Rawi.fed("a\n", "tokenize", "run", "--model", model),
        model + ": model: the type WordPiece is not known; expected BPE or Unigram");
    assertFailed(
        Rawi.fed("a\n", "tokenize", "run", "--model", folder.resolve("no.json")),
        folder.resolve("no.json") + ": no such file; check the path");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(data, model);
    }
  }

  private static void assertFailed(Rawi run, String line) {
    assertThat(run.errLines()).containsExactly("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
  }

  @DisplayName("Options of the word tokenizers are refused beside a model")
  @ParameterizedTest
  @ValueSource(strings = {"--lang fr", "--tokenizer word", "--with stems", "--without url"})
  void wordOptions(String option) {
    train("bpe");
    String[] words = option.split(" ", -1);
    Rawi run = Rawi.fed("a\n", "tokenize", "run", "--model", model, words[0], words[1]);
    assertThat(run.errLines())
        .first()
        .isEqualTo(
            "rawi: " + words[0] + ": is of the word tokenizers; leave it out beside --model");
    assertThat(run.exit()).isEqualTo(2);
  }
}
