package rawi.embeddings.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.Lexicon;
import rawi.embeddings.Subwords;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;

class VectorFilesTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("v.vec"), text);
  }

  private static WordVectors read(Path file) {
    return VectorFiles.read(file, Reading.all());
  }

  /** Vectors of words in both scripts, of numbers that need all their digits. */
  private static WordVectors sample(int words, int dimensions) {
    SplittableRandom random = new SplittableRandom(7);
    List<String> names = new ArrayList<>();
    VectorTable.Builder rows = new VectorTable.Builder(dimensions);
    for (int i = 0; i < words; i++) {
      names.add((i % 2 == 0 ? "mot_é" : "كلمة_") + i);
      float[] row = new float[dimensions];
      for (int j = 0; j < dimensions; j++) {
        row[j] = (float) (random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-6, 3)));
      }
      rows.add(row);
    }
    return WordVectors.of(Lexicon.of(names), rows.build(), Optional.empty());
  }

  private static void assertSame(WordVectors expected, WordVectors actual) {
    assertThat(actual.size()).isEqualTo(expected.size());
    assertThat(actual.dimensions()).isEqualTo(expected.dimensions());
    for (int i = 0; i < expected.size(); i++) {
      String word = expected.words().word(i);
      assertThat(actual.words().word(i)).isEqualTo(word);
      assertThat(actual.words().index(word)).hasValue(i);
      assertThat(actual.vector(i)).isEqualTo(expected.vector(i));
      assertThat(actual.norm(i)).isEqualTo(expected.norm(i));
    }
    assertThat(actual.words().index("absent")).isEmpty();
    assertThat(actual.of("absent")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.vec", "v.bin", "v.vec.gz", "v.BIN.gz", "v.rvec"})
  @DisplayName("what is written is read back exactly, in every form and under any name")
  void roundTrip(String name) throws IOException {
    for (int[] shape : new int[][] {{1, 1}, {3, 2}, {64, 5}, {130, 7}, {65, 100}}) {
      WordVectors vectors = sample(shape[0], shape[1]);
      Path file = folder.resolve(name);
      VectorFiles.write(file, vectors);
      assertSame(vectors, read(file));
      assertThat(VectorFiles.dimensionsOf(file)).isEqualTo(shape[1]);
      Path renamed = folder.resolve("vectors");
      Files.copy(file, renamed, StandardCopyOption.REPLACE_EXISTING);
      assertSame(vectors, read(renamed));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.vec", "v.bin", "v.rvec"})
  @DisplayName("a limit keeps the first words; a wish keeps those wished for, where a file is read")
  void limit(String name) {
    Path file = folder.resolve(name);
    WordVectors vectors = sample(100, 6);
    VectorFiles.write(file, vectors);
    WordVectors first = VectorFiles.read(file, Reading.all().withLimit(70));
    assertThat(first.size()).isEqualTo(70);
    assertThat(first.of("كلمة_69")).contains(vectors.vector(69));
    assertThat(first.of("mot_é70")).isEmpty();
    WordVectors wished = VectorFiles.read(file, Reading.all().withWanted("mot_é42"::equals));
    assertThat(wished.of("mot_é42")).contains(vectors.vector(42));
    assertThat(wished.size()).isEqualTo(name.endsWith(".rvec") ? 100 : 1);
  }

  @Test
  @DisplayName("wanted words are read, in both scripts, and fill their rows of a table")
  void fill() throws IOException {
    Path file = file("3 2\nfilm 1 2\nكتاب -0.5 1e-3\nlivre 5 6\n");
    WordVectors vectors =
        VectorFiles.read(file, Reading.all().withWanted(word -> !word.equals("livre")));
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.of("كتاب")).contains(new float[] {-0.5f, 1e-3f});
    assertThat(vectors.of("livre")).isEmpty();
    INDArray table = Nd4j.zeros(DataType.FLOAT, 3, 2);
    assertThat(vectors.fill(table, List.of("", "livre", "film")))
        .isEqualTo(new WordVectors.Filled(1, 0));
    assertThat(table.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0}, {0, 0}, {1, 2}});
    assertThatThrownBy(() -> vectors.fill(Nd4j.zeros(DataType.FLOAT, 1, 3), List.of("film")))
        .hasMessage("expected vectors of 3 dimensions, got 2");
  }

  @Test
  @DisplayName("text may end lines with a space or CRLF, and separate numbers by several spaces")
  void looseText() throws IOException {
    WordVectors vectors = read(file("2 2\r\nfilm 1  2 \r\nl'été\u00a0x -3 +4e0"));
    assertThat(vectors.of("film")).contains(new float[] {1, 2});
    assertThat(vectors.of("l'été\u00a0x")).contains(new float[] {-3, 4});
  }

  @Test
  @DisplayName("of a word that is there twice the first is taken, and that is said")
  void twice() throws IOException {
    List<String> notes = new ArrayList<>();
    Path file = file("3 1\na 1\nb 2\na 3\n");
    WordVectors vectors = VectorFiles.read(file, Reading.all().withNotes(notes::add));
    assertThat(vectors.of("a")).contains(new float[] {1});
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(notes)
        .containsExactly(file + ": 1 word was there more than once; the first of each was taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'film 1 2\n'|line 1: expected 'words dimensions'",
        "'1 0\nfilm\n'|line 1: expected 'words dimensions'",
        "'1 2\nfilm 1\n'|line 2: expected 2 numbers, got 1",
        "'1 2\nfilm 1 2 3\n'|line 2: expected 2 numbers, got 3",
        "'1 2\nfilm 1 x\n'|line 2: expected a number, got 'x'",
        "'1 2\nfilm 1 NaN\n'|line 2: expected a number, got 'NaN'",
        "'1 2\nfilm 1 1e99\n'|line 2: expected a number, got '1e99'",
        "'1 2\nfilm 1 2f\n'|line 2: expected a number, got '2f'",
        "'1 2\nfilm 1 -\n'|line 2: expected a number, got '-'",
        "'2 2\nfilm 1 2\n'|line 1: announces 2 words, the file has 1",
        "'1 2\nfilm 1 2\nlivre 1 2\n'|line 1: announces 1 word, the file has more; correct that line",
        "'0 3\n'|line 1: announces 0 words; expected at least one, the file has none",
        "'900000000 300\nfilm 1 2\n'|line 1: announces 900000000 words of 300 numbers, more than its",
        "'1 2\nfilm\n'|line 2: expected a word, a space and its numbers",
        "'1 2\n 1 2\n'|line 2: expected a word, a space and its numbers"
      })
  @DisplayName("a broken file is refused with the line that is wrong")
  void broken(String text, String error) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(error)
        .message()
        .doesNotContain("\n");
  }

  @Test
  @DisplayName("a file that is not there, a folder, or no UTF-8, is named")
  void unreadable() throws IOException {
    assertThatThrownBy(() -> read(folder.resolve("none.vec")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> read(folder)).hasMessageContaining("is a folder");
    Path latin =
        Files.write(folder.resolve("latin.vec"), new byte[] {'1', ' ', '1', '\n', (byte) 0xE9});
    assertThatThrownBy(() -> read(latin)).hasMessageContaining("line 2: it is not UTF-8");
    Path endless = folder.resolve("endless.vec");
    Files.writeString(endless, "1 1\n" + "x".repeat(10_000_000));
    assertThatThrownBy(() -> read(endless))
        .hasMessageContaining("line 2: expected a word, got more than 10000 bytes without a space");
  }

  @Test
  @DisplayName("a file needs no more memory than it is allowed, or is refused before it is read")
  void cap() {
    Path file = folder.resolve("v.vec");
    VectorFiles.write(file, sample(100, 50));
    Reading small = Reading.all().withMaxBytes(20_000);
    assertThatThrownBy(() -> VectorFiles.read(file, small))
        .hasMessage(
            file
                + ": needs 35 kB of memory, allowed are 20 kB; read fewer words (--limit N), or"
                + " convert the file to .rvec, which is opened without being read");
    assertThat(VectorFiles.read(file, small.withLimit(50)).size()).isEqualTo(50);
    VectorFiles.write(folder.resolve("v.rvec"), sample(100, 50));
    assertThat(VectorFiles.read(folder.resolve("v.rvec"), small).size()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.bin", "v.vec.gz", "v.bin.gz", "v.rvec", "ft.bin"})
  @DisplayName("a file cut short anywhere is refused in one line that names it")
  void cutShort(String name) throws IOException {
    Path file = folder.resolve(name);
    if (name.equals("ft.bin")) {
      FastTextModel.small().write(file);
    } else {
      VectorFiles.write(file, sample(5, 3));
    }
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut");
    int step = 1 + whole.length / 150;
    for (int length = 1;
        length < whole.length - 1;
        length += step) { // the last line's end may be missing
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(cut))
          .as("cut to " + length)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(cut + ": ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  @DisplayName("a byte changed anywhere in a binary file throws nothing but a refusal")
  void altered() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    Path altered = folder.resolve("altered");
    for (String name : List.of("v.bin", "v.rvec", "ft.bin", "v.vec.gz")) {
      Path file = folder.resolve(name);
      if (name.equals("ft.bin")) {
        FastTextModel.small().write(file);
      } else {
        VectorFiles.write(file, sample(5, 3));
      }
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 300; i++) {
        byte[] bytes = whole.clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        Files.write(altered, bytes);
        try {
          WordVectors vectors = VectorFiles.read(altered, Reading.all().withMaxBytes(10_000_000));
          for (int w = 0; w < vectors.size(); w++) {
            vectors.of(vectors.words().word(w));
          }
          vectors.of("inconnu");
        } catch (IllegalArgumentException e) {
          assertThat(e.getMessage()).startsWith(altered + ": ").doesNotContain("\n");
        }
      }
    }
  }

  @Test
  @DisplayName(
      "word2vec's own binary files, with or without a line's end after each vector, are read")
  void word2vec() throws IOException {
    for (String end : List.of("\n", "")) {
      ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put("2 2\n".getBytes(StandardCharsets.UTF_8));
      for (String word : List.of("</s>", "été")) {
        bytes.put((word + " ").getBytes(StandardCharsets.UTF_8)).putFloat(1.5f).putFloat(-2);
        bytes.put(end.getBytes(StandardCharsets.UTF_8));
      }
      Path file = folder.resolve("w.bin");
      Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
      assertThat(read(file).of("été")).contains(new float[] {1.5f, -2});
      Files.write(file, Arrays.copyOf(bytes.array(), bytes.position() + 3));
      assertThatThrownBy(() -> read(file)).hasMessageContaining("there is more after them");
    }
  }

  @Test
  @DisplayName("a fastText model: words are the mean of their rows, unknown ones of their n-grams'")
  void fastText() throws IOException {
    FastTextModel model = FastTextModel.small();
    Path file = folder.resolve("m.bin");
    model.write(file);
    WordVectors vectors = read(file);
    assertThat(vectors.size()).isEqualTo(3);
    assertThat(vectors.dimensions()).isEqualTo(4);
    assertThat(VectorFiles.dimensionsOf(file)).isEqualTo(4);
    assertThat(vectors.of("</s>")).contains(model.row(0));
    assertThat(vectors.of("été").orElseThrow()).containsExactly(model.mean(1, "été"), tolerance());
    assertThat(vectors.of("étés").orElseThrow())
        .containsExactly(model.mean(-1, "étés"), tolerance());
    assertThat(vectors.words().index("étés")).isEmpty();
    INDArray table = Nd4j.zeros(DataType.FLOAT, 3, 4);
    assertThat(vectors.fill(table, List.of("", "été", "étés")))
        .isEqualTo(new WordVectors.Filled(1, 1));
    assertThat(VectorFiles.read(file, Reading.all().withLimit(1)).size()).isEqualTo(1);
    packed(file, folder.resolve("m.bin.gz"));
    assertSame(vectors.of("été"), read(folder.resolve("m.bin.gz")).of("été"));
  }

  private static Offset<Float> tolerance() {
    return Offset.offset(1e-6f);
  }

  private static void assertSame(Optional<float[]> expected, Optional<float[]> actual) {
    assertThat(actual.orElseThrow()).isEqualTo(expected.orElseThrow());
  }

  private static void packed(Path from, Path to) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      Files.copy(from, out);
    }
  }

  @Test
  @DisplayName("a quantized fastText model, and one of another version, is refused by name")
  void quantized() throws IOException {
    Path file = folder.resolve("m.ftz");
    FastTextModel.small().quantized().write(file);
    assertThatThrownBy(() -> read(file))
        .hasMessage(
            file
                + ": is a quantized fastText model (.ftz), which cannot be read; use the .bin it was"
                + " made of");
    byte[] bytes = Files.readAllBytes(file);
    bytes[4] = 13;
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file))
        .hasMessage(file + ": is a fastText model of version 13; expected 11 or 12");
  }

  @Test
  @DisplayName("sub-words are kept in .rvec, with the buckets that were never learnt")
  void subwords() throws IOException {
    CharacterNgrams ngrams = new CharacterNgrams(3, 4, 50);
    VectorTable grams =
        new VectorTable.Builder(3).add(new float[] {1, 2, 3}).add(new float[] {5, 6, 7}).build();
    int[] learnt = ngrams.of("chat");
    Subwords subwords =
        new Subwords(
            ngrams, bucket -> bucket == learnt[0] ? 1 : bucket == learnt[1] ? 0 : -1, grams);
    WordVectors vectors =
        WordVectors.of(sample(2, 3).words(), sample(2, 3).table(), Optional.of(subwords));
    Path file = folder.resolve("s.rvec");
    VectorFiles.write(file, vectors);
    WordVectors opened = read(file);
    assertSame(vectors.of("chat"), opened.of("chat"));
    assertSame(vectors.of("mot_é0"), opened.of("mot_é0"));
    assertThat(opened.of("zzzzzz")).isEmpty();
    assertThat(VectorFiles.keepsSubwords(file)).isTrue();
    assertThat(VectorFiles.keepsSubwords(folder.resolve("s.vec"))).isFalse();
  }

  @Test
  @DisplayName("names and words that a form does not have are refused, and nothing is written")
  void unwritable() {
    assertThatThrownBy(() -> VectorFiles.write(folder.resolve("v.txt"), sample(1, 1)))
        .hasMessageContaining(
            "expected a name that ends with .vec, .bin, .vec.gz, .bin.gz or .rvec");
    assertThatThrownBy(() -> VectorFiles.requireWritable(folder.resolve("v.rvec.gz")))
        .hasMessageContaining("expected a name that ends with");
    WordVectors spaced =
        WordVectors.of(Lexicon.of(List.of("a b")), sample(1, 1).table(), Optional.empty());
    for (String name : List.of("v.vec", "v.bin.gz")) {
      assertThatThrownBy(() -> VectorFiles.write(folder.resolve(name), spaced))
          .hasMessageContaining("the word 'a b' has a space");
      assertThat(folder.resolve(name)).doesNotExist();
    }
    VectorFiles.write(folder.resolve("v.rvec"), spaced);
    assertThat(read(folder.resolve("v.rvec")).words().index("a b")).hasValue(0);
  }

  @Test
  @DisplayName("an .rvec that is packed, or of another version, is refused")
  void rvecRefusals() throws IOException {
    Path file = folder.resolve("v.rvec");
    VectorFiles.write(file, sample(3, 2));
    packed(file, folder.resolve("v.rvec.gz"));
    assertThatThrownBy(() -> read(folder.resolve("v.rvec.gz")))
        .hasMessageContaining("cannot be mapped while it is packed; unpack it with gunzip");
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file))
        .hasMessage(file + ": is of version 2 of the .rvec form; expected 1");
    bytes[8] = 1;
    bytes[12] = 9;
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("the header's checksum does not fit");
  }
}
