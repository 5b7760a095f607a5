package rawi.embeddings.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
  @TempDir Path folder;

  private static List<List<String>> read(Corpus corpus, Corpus.Reader reader) {
    List<List<String>> sentences = new ArrayList<>();
    int[] words = new int[1000];
    for (int size = reader.next(words); size >= 0; size = reader.next(words)) {
      sentences.add(Arrays.stream(words, 0, size).mapToObj(corpus.words()::get).toList());
    }
    return sentences;
  }

  @Test
  @DisplayName("words go by falling count, then by their letters; rare ones leave the sentences")
  void words() {
    Corpus.Builder builder = new Corpus.Builder(folder);
    builder.add(List.of("b", "a", "rare", "b"));
    builder.add(List.of("كتاب", "a", "كتاب", "b"));
    assertThat(builder.size()).isEqualTo(8);
    assertThat(builder.different()).isEqualTo(4);
    try (Corpus corpus = builder.build(2, 10)) {
      builder.close(); // the file now belongs to the corpus
      assertThat(corpus.words()).containsExactly("b", "a", "كتاب");
      assertThat(corpus.count(0)).isEqualTo(3);
      assertThat(corpus.size()).isEqualTo(7);
      assertThat(read(corpus, corpus.parts(1).get(0)))
          .containsExactly(List.of("b", "a", "b"), List.of("كتاب", "a", "كتاب", "b"));
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @DisplayName("parts together are the text, sentence by sentence, and again after a rewind")
  void parts(int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<List<String>> sentences = new ArrayList<>();
    Corpus.Builder builder = new Corpus.Builder(folder);
    for (int i = 0; i < 6000; i++) { // more than the buffer of a reader holds
      List<String> sentence = new ArrayList<>();
      for (int n = 1 + random.nextInt(20); n > 0; n--) {
        sentence.add("w" + random.nextInt(50));
      }
      sentences.add(sentence);
      builder.add(sentence);
    }
    try (Corpus corpus = builder.build(1, 100)) {
      for (int round = 0; round < 2; round++) {
        List<List<String>> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (Corpus.Reader reader : corpus.parts(count)) {
          reader.next(new int[1000]);
          reader.rewind();
          List<List<String>> part = read(corpus, reader);
          sizes.add(part.size());
          read.addAll(part);
        }
        assertThat(read).isEqualTo(sentences);
        assertThat(sizes).allMatch(size -> Math.abs(size - 6000 / count) < 1000);
      }
    }
  }

  @Test
  @DisplayName("a long sentence comes in pieces")
  void pieces() {
    Corpus.Builder builder = new Corpus.Builder(folder);
    builder.add(Collections.nCopies(25, "x"));
    builder.add(List.of("x"));
    try (Corpus corpus = builder.build(1, 10)) {
      Corpus.Reader reader = corpus.parts(1).get(0);
      int[] ten = new int[10];
      int[] sizes = {reader.next(ten), reader.next(ten), reader.next(ten), reader.next(ten)};
      assertThat(sizes).containsExactly(10, 10, 5, 1);
      assertThat(reader.next(ten)).isEqualTo(-1);
      assertThat(reader.next(ten)).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("a text of which nothing is left is refused, and its file goes")
  void nothing() {
    try (Corpus.Builder builder = new Corpus.Builder(folder)) {
      builder.add(List.of("a", "b", "a"));
      assertThatThrownBy(() -> builder.build(5, 10))
          .hasMessage(
              "expected a text in which some word is there at least 5 times, got 3 words, 2 of them"
                  + " different");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
