package rawi.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterNgramsTest {
  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({"foobar, bf9cf968", "a, e40c292c", "b, e70c2de5"})
  @DisplayName("the hash is FNV-1a, by the test values of its authors")
  void fnv(String word, String hash) {
    int expected = Integer.remainderUnsigned(Integer.parseUnsignedInt(hash, 16), ALL);
    int length = word.length();
    assertThat(new CharacterNgrams(length, length, ALL).of(word)).contains(expected);
  }

  @Test
  @DisplayName("a byte above 127 goes in with its sign spread over 32 bits, as in fastText")
  void signs() {
    long hash = 0x811C9DC5L;
    for (long b : new long[] {0xFFFFFFC3L, 0xFFFFFFA9L}) { // é
      hash = (hash ^ b) * 0x01000193L & 0xFFFFFFFFL;
    }
    assertThat(new CharacterNgrams(1, 1, ALL).of("é")).containsExactly((int) (hash % ALL));
  }

  @ParameterizedTest
  @CsvSource({
    "été, 3, 3, '<ét été té>'",
    "qui, 3, 6, '<qu <qui <qui> qui qui> ui>'",
    "كتاب, 4, 5, '<كتا <كتاب كتاب كتاب> تاب>'",
    "a, 1, 3, '<a <a> a a>'",
    "😀x, 2, 2, '<😀 😀x x>'",
    "a, 5, 6, ''"
  })
  @DisplayName("n-grams are cut by characters, with the ends of the word, without the bare signs")
  void cut(String word, int minN, int maxN, String expected) {
    List<Integer> hashes = new ArrayList<>();
    for (String ngram : expected.isEmpty() ? new String[0] : expected.split(" ", -1)) {
      int hash = 0x811C9DC5;
      for (byte b : ngram.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ b) * 0x01000193;
      }
      hashes.add(Integer.remainderUnsigned(hash, 1000));
    }
    assertThat(new CharacterNgrams(minN, maxN, 1000).of(word))
        .containsExactly(hashes.stream().mapToInt(i -> i).toArray());
  }

  @Test
  @DisplayName("any text has its n-grams within the buckets")
  void anyText() {
    SplittableRandom random = new SplittableRandom(4);
    CharacterNgrams ngrams = new CharacterNgrams(1, 6, 97);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder word = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        word.append((char) random.nextInt(0x10000)); // halves of pairs too
      }
      for (int bucket : ngrams.of(word.toString())) {
        assertThat(bucket).isBetween(0, 96);
      }
    }
  }

  @Test
  @DisplayName("lengths and buckets that make no sense are refused")
  void refusals() {
    assertThatThrownBy(() -> new CharacterNgrams(3, 2, 5))
        .hasMessage("character n-grams: expected 1 <= minN <= maxN <= 64, got 3 and 2");
    assertThatThrownBy(() -> new CharacterNgrams(1, 2, 0))
        .hasMessage("character n-grams: expected at least 1 bucket, got 0");
  }
}
