package rawi.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WordVectorsTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("v.vec"), text);
  }

  @Test
  @DisplayName("wanted words are read, in both scripts, and fill their rows of a table")
  void fill() throws IOException {
    Path file = file("3 2\nfilm 1 2\nكتاب -0.5 1e-3\nlivre 5 6\n");
    WordVectors vectors = WordVectors.read(file, word -> !word.equals("livre"));
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.of("كتاب")).contains(new float[] {-0.5f, 1e-3f});
    assertThat(vectors.of("livre")).isEmpty();
    INDArray table = Nd4j.zeros(DataType.FLOAT, 3, 2);
    assertThat(vectors.fill(table, List.of("[pad]", "livre", "film"))).isEqualTo(1);
    assertThat(table.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0}, {0, 0}, {1, 2}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'film 1 2\n'|line 1: expected 'words dimensions'",
        "'1 2\nfilm 1\n'|line 2: expected 2 numbers, got 1",
        "'1 2\nfilm 1 x\n'|line 2: expected a number, got 'x'",
        "'2 2\nfilm 1 2\n'|line 1: announces 2 words, the file has 1",
        "'1 2\nfilm\n'|line 2: expected a word, a space and its numbers"
      })
  @DisplayName("a broken file is refused with the line that is wrong")
  void broken(String text, String error) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> WordVectors.read(file, word -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(error);
  }

  @Test
  @DisplayName("a file that is not there, or no UTF-8, is named")
  void unreadable() throws IOException {
    assertThatThrownBy(() -> WordVectors.read(folder.resolve("none.vec"), word -> true))
        .hasMessageContaining("there is no such file");
    Path latin =
        Files.write(folder.resolve("latin.vec"), new byte[] {'1', ' ', '1', '\n', (byte) 0xE9});
    assertThatThrownBy(() -> WordVectors.read(latin, word -> true))
        .hasMessageContaining("it is not UTF-8");
  }
}
