package rawi.tokenize.subwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static byte[] encode(String text) {
    byte[] bytes = new byte[text.length() * Utf8.MOST];
    return Arrays.copyOf(bytes, Utf8.encode(text.toCharArray(), 0, text.length(), bytes));
  }

  @DisplayName("Unicode text has the bytes of UTF-8")
  @Test
  void unicodeText() {
    for (String text : Texts.MIXED) {
      assertThat(encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(encode("\uD840\uDC00")).isEqualTo("\uD840\uDC00".getBytes(StandardCharsets.UTF_8));
  }

  @DisplayName("Every string comes back from its bytes, also one with half a pair")
  @Test
  void everyStringComesBack() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      String text = Texts.any(random);
      byte[] bytes = encode(text);
      assertThat(Utf8.decode(bytes, bytes.length)).isEqualTo(text);
    }
    assertThat(encode("\uD83D")).containsExactly(0xED, 0xA0, 0xBD);
  }

  @DisplayName("Bytes that are no character become the replacement character")
  @Test
  void brokenBytes() {
    byte[] bytes = {'a', (byte) 0xC3, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0x80};
    assertThat(Utf8.decode(bytes, bytes.length)).isEqualTo("a\uFFFDb\uD83D\uFFFD");
  }

  @DisplayName("The alphabet spells each byte with one visible character of its own")
  @Test
  void alphabet() {
    String all = ByteAlphabet.spell(bytesInOrder());
    assertThat(all.chars().distinct().count()).isEqualTo(256);
    assertThat(all.chars().allMatch(c -> c > ' ' && !Character.isISOControl(c))).isTrue();
    assertThat(all.chars().noneMatch(c -> Character.getType(c) == Character.FORMAT)).isTrue();
    assertThat(ByteAlphabet.spell(" \n\0é".getBytes(StandardCharsets.UTF_8))).isEqualTo("ĠĊĀÃ©");
    assertThat(ByteAlphabet.read(all)).hasValue(bytesInOrder());
    assertThat(ByteAlphabet.read("a b")).isEmpty();
    assertThat(ByteAlphabet.read("▁le")).isEmpty();
    assertThat(ByteAlphabet.inOrder()[0]).isEqualTo('!');
    assertThat(IntStream.of(ByteAlphabet.inOrder()).distinct().count()).isEqualTo(256);
  }

  private static byte[] bytesInOrder() {
    byte[] all = new byte[256];
    for (int b = 0; b < all.length; b++) {
      all[b] = (byte) b;
    }
    return all;
  }
}
