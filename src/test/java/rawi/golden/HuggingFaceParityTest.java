package rawi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.tokenize.subwords.SubwordTokenizer;
import rawi.tokenize.subwords.TokenizerJson;

class HuggingFaceParityTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/subwords");

  @DisplayName("Sub-words have the ids that the library of Hugging Face gives, and come back")
  @ParameterizedTest
  @ValueSource(strings = {"bpe-words", "bpe-gpt2", "unigram-words"})
  void ids(String name) throws IOException {
    SubwordTokenizer tokenizer = TokenizerJson.read(FOLDER.resolve(name + ".json"));
    List<String> texts = lines("texts.txt");
    List<String> expected = lines(name + ".ids.txt");
    assertThat(expected).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      int[] ids = tokenizer.encode(texts.get(i));
      assertThat(Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(" ")))
          .as("line %d: %s", i + 1, texts.get(i))
          .isEqualTo(expected.get(i));
      assertThat(tokenizer.decode(ids)).isEqualTo(texts.get(i));
    }
  }

  /** Lines end with a line feed alone: other line ends are part of the texts. */
  private static List<String> lines(String name) throws IOException {
    return List.of(Files.readString(FOLDER.resolve(name)).split("\n"));
  }
}
