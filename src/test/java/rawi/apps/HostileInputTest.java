package rawi.apps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command that reads text or vectors says of files that were never meant for it. */
class HostileInputTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private Path bad = Path.of("");

  /** A file to read, and what the commands need beside it. */
  @BeforeEach
  void files() throws IOException {
    bad = folder.resolve("bad.txt");
    Files.writeString(folder.resolve("text.txt"), "la mer la mer la mer\nun port un port\n");
    Files.writeString(folder.resolve("v.vec"), "2 2\nmer 1 2\nport 2 1\n");
    String[] train = "tokenize train --method bpe --size 260 --out T F".split(" ");
    assertThat(run(folder.resolve("text.txt"), train).exit()).isZero();
    Files.createDirectory(folder.resolve("out"));
  }

  /** Runs a command: F is the file, O its output, T a tokenizer, V vectors. */
  private Rawi run(Path file, String... words) {
    return Rawi.run(
        Arrays.stream(words)
            .map(
                word ->
                    switch (word) {
                      case "F" -> file;
                      case "O" -> folder.resolve("out/o");
                      case "O.vec" -> folder.resolve("out/o.vec");
                      case "O.rvec" -> folder.resolve("out/o.rvec");
                      case "O.svg" -> folder.resolve("out/o.svg");
                      case "O.rawi" -> folder.resolve("out/o.rawi");
                      case "T" -> folder.resolve("t.json");
                      case "V" -> folder.resolve("v.vec");
                      default -> word;
                    })
            .toArray());
  }

  private static final List<String> READERS =
      List.of(
          "tokenize F",
          "tokenize run --json F",
          "tokenize --tokenizer icu --with stems F",
          "tokenize --sentences rules F",
          "tokenize --sentences opennlp --json F",
          "tokenize --model T F",
          "tokenize train --method bpe --size 300 --out O F",
          "tokenize train --method unigram --size 300 --out O F",
          "tokenize train-opennlp --data F --out O",
          "tokenize evaluate --gold F",
          "embeddings train --data F --out O.vec",
          "embeddings train --tokenizer space --method fasttext --data F --out O.rvec",
          "embeddings evaluate --vectors V --pairs F",
          "embeddings evaluate --vectors V --analogies F",
          "embeddings plot --vectors V --out O.svg --words F",
          "sentiment train --lang fr --data F --out O.rawi");

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static Stream<Arguments> unreadable() {
    List<Arguments> files =
        List.of(
            Arguments.of(bytes(), "is empty"),
            Arguments.of(
                bytes('m', 0, 'r', '\n'),
                "line 1: a zero byte at offset 1; expected UTF-8 text, got a binary or UTF-16 file"),
            Arguments.of(
                bytes(0xFF, 0xFE, 'm', 0),
                "line 1: a zero byte at offset 3; expected UTF-8 text, got a binary or UTF-16 file"),
            Arguments.of(
                bytes('\t', 'm', 0xE9, 'r', '\n'),
                "line 1: not UTF-8: byte 0xE9 at offset 2; save the file as UTF-8"),
            Arguments.of( // half of an emoji, as bytes that no character has
                bytes('m', 0xED, 0xA0, 0xBD, '\n'),
                "line 1: not UTF-8: byte 0xED at offset 1; save the file as UTF-8"),
            Arguments.of( // a slash in two bytes
                bytes('m', 'r', 0xC0, 0xAF, '\n'),
                "line 1: not UTF-8: byte 0xC0 at offset 2; save the file as UTF-8"));
    return READERS.stream()
        .flatMap(
            reader ->
                files.stream().map(f -> Arguments.of(reader, f.get()[0], (String) f.get()[1])));
  }

  @DisplayName("Text that is none is refused with its line and byte, whoever reads it")
  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("unreadable")
  void unreadableText(String command, byte[] content, String line) throws IOException {
    Files.write(bad, content);
    assertFailed(run(bad, command.split(" ")), line);
  }

  @DisplayName("A file that is not there, or a folder, is named, whoever reads it")
  @ParameterizedTest
  @MethodSource("readers")
  void missing(String command) {
    Rawi run = run(bad, command.split(" "));
    assertThat(run.errLines()).containsExactly("rawi: " + bad + ": there is no such file");
    assertThat(run.exit()).isEqualTo(1);
    Rawi other = run(folder, command.split(" "));
    assertThat(other.errLines())
        .containsExactly("rawi: " + folder + ": is a folder; expected a text file");
    assertThat(other.exit()).isEqualTo(1);
  }

  static Stream<String> readers() {
    return READERS.stream();
  }

  @DisplayName("A text without a word gives no vocabulary, and that is said")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokenize train --method bpe --size 300 --out O F"
            + "| expected text to learn from, got blank lines only",
        "tokenize train --method unigram --size 300 --out O F"
            + "| expected text to learn from, got blank lines only",
        "embeddings train --data F --out O.vec"
            + "| expected a text in which some word is there at least 5 times, got 0 words, 0 of them"
            + " different",
        "sentiment train --lang fr --data F --out O.rawi"
            + "| expected lines of label<TAB>text, got none",
        "embeddings plot --vectors V --out O.svg --words F | expected words to draw, got none"
      })
  void vocabularyOfNothing(String command, String line) throws IOException {
    Files.writeString(bad, "\n \n\t\n");
    Rawi run = run(bad, command.strip().split(" "));
    assertThat(run.errLines()).singleElement().asString().endsWith(": " + line);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @DisplayName("Files of vectors that lie, end early or are something else are refused by place")
  @ParameterizedTest
  @MethodSource("badVectors")
  void vectors(byte[] content, String line) throws IOException {
    for (String command :
        List.of(
            "embeddings nearest --vectors F mer",
            "embeddings convert --vectors F --out O.vec",
            "embeddings plot --vectors F --out O.svg",
            "sentiment train --lang fr --data S --vectors F --out O.rawi")) {
      Files.write(bad, content);
      Path reviews = folder.resolve("s.tsv");
      Files.writeString(reviews, "pos\tla mer\nneg\tun port\n".repeat(12));
      String[] words = command.replace(" S ", " " + reviews + " ").split(" ");
      Rawi run = run(bad, words);
      assertThat(run.errLines()).last().asString().startsWith("rawi: " + bad + ": " + line);
      assertThat(run.errLines().stream().filter(l -> l.startsWith("rawi: "))).hasSize(1);
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(folder.resolve("out")).isEmptyDirectory();
    }
  }

  static Stream<Arguments> badVectors() {
    byte[] header = "2 2\n".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        Arguments.of(bytes(), "is empty"),
        Arguments.of(text("3 2\nmer 1 2\n"), "line 1: announces 3 words of 2 numbers, more"),
        Arguments.of(text("3 1\nmer 1.00\nport 2\n"), "line 1: announces 3 words, the file has 2"),
        Arguments.of(text("999999999 300\nmer 1 2\n"), "line 1: "),
        Arguments.of(text("2 2\nmer 1 2\nport 1\n"), "line 3: expected 2 numbers, got 1"),
        Arguments.of(text("2 2\nmer 1 2\nport 1 x\n"), "line 3: expected a number, got 'x'"),
        Arguments.of(text("mer 1 2\n"), "line 1: expected 'words dimensions'"),
        Arguments.of(text("{\"model\": {}}"), "line 1: expected 'words dimensions'"),
        Arguments.of(
            join(header, text("mer "), bytes(0, 0, 128, 63, 0, 0, 0, 64), text("port "), bytes(0)),
            "ends within word 2 of 2"),
        Arguments.of(join(bytes(0xBA, 0x16, 0x4F, 0x2F), bytes(12, 0, 0, 0, 5, 0)), "ends "),
        Arguments.of(bytes(0x1F, 0x8B, 8, 0, 1, 2), ""));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @DisplayName("A tokenizer.json of another kind, cut short or of nothing is refused in one line")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\": {\"type\": \"WordPiece\"}} | model: the type WordPiece is not known; expected BPE or"
            + " Unigram",
        "{\"model\": {\"type\": \"BPE\", \"vocab\" | ",
        "[] | ",
        "null | ",
        "la mer | "
      })
  void tokenizerJson(String content, String line) throws IOException {
    Files.writeString(bad, content);
    Rawi run = Rawi.fed("mer\n", "tokenize", "--model", bad);
    String start = "rawi: " + bad + ": " + (line == null ? "" : line);
    assertThat(run.errLines()).singleElement().asString().startsWith(start);
    assertThat(run.err()).doesNotContain("internal error");
    assertThat(run.exit()).isEqualTo(1);
  }

  @DisplayName("Ten megabytes on one line, with marks that turn the text, pass through")
  @Test
  void longLine() throws IOException {
    String part = "waaa3er \u202Ehad\u202C film ! c'est \u2067شنو\u2069 ؟ ";
    int times = 10_000_000 / part.getBytes(StandardCharsets.UTF_8).length + 1;
    Files.writeString(bad, part.repeat(times) + "\n");
    Rawi words = Rawi.run("tokenize", bad);
    assertThat(words.err()).isEmpty();
    assertThat(words.outLines()).hasSize(1);
    assertThat(words.out().chars().filter(c -> c == ' ').count()).isEqualTo(8L * times - 1);
    Rawi subwords = Rawi.run("tokenize", "--model", folder.resolve("t.json"), bad);
    assertThat(subwords.err()).isEmpty();
    assertThat(subwords.outLines()).hasSize(1);
  }

  @DisplayName("Places in JSON index a text with turning marks, emoji and halves of none")
  @Test
  void placesInJson() throws IOException {
    String text = "\u202Eabc\u202C 😀\u200Dx \uFEFFy\u2066ب\u2069 \uFFFD";
    JsonNode line = JSON.readTree(Rawi.fed(text + "\n", "tokenize", "--json").out());
    assertThat(line.path("text").asText()).isEqualTo(text);
    assertThat(line.path("tokens")).isNotEmpty();
    for (JsonNode token : line.path("tokens")) {
      int start = token.path("start").asInt();
      assertThat(token.path("text").asText())
          .isEqualTo(text.substring(start, token.path("end").asInt()));
      assertThat(token.path("codePointStart").asInt()).isEqualTo(text.codePointCount(0, start));
    }
  }

  private void assertFailed(Rawi run, String line) {
    assertThat(run.errLines()).containsExactly("rawi: " + bad + ": " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }
}
