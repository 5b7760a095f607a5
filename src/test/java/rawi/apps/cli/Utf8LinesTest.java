package rawi.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8LinesTest {
  private static List<String> all(String text) {
    try (Utf8Lines lines = lines(text.getBytes(StandardCharsets.UTF_8))) {
      List<String> all = new ArrayList<>();
      while (lines.advance()) {
        all.add(lines.line());
        assertThat(lines.number()).isEqualTo(all.size());
      }
      return all;
    }
  }

  private static Utf8Lines lines(byte[] bytes) {
    return Utf8Lines.of("it", new ByteArrayInputStream(bytes));
  }

  @Test
  void linesEndWithLfOrCrlfOrTheEnd() {
    assertThat(all("a\nb\r\n\nكتاب 😀")).containsExactly("a", "b", "", "كتاب 😀");
    assertThat(all("a\n")).containsExactly("a");
    assertThat(all("")).isEmpty();
  }

  @Test
  void linesMayBeLongerThanWhatIsReadAtOnce() {
    String line = "ab".repeat(40_000) + "é" + "ت".repeat(60_000);
    assertThat(all(line + "\n" + line)).containsExactly(line, line);
    assertThat(all("x".repeat(65_536) + "\n" + "y".repeat(65_535) + "\nz\n"))
        .containsExactly("x".repeat(65_536), "y".repeat(65_535), "z");
    assertThat(all("x".repeat(65_535) + "\r\n\n")).containsExactly("x".repeat(65_535), "");
  }

  @Test
  void theReplacementCharacterIsText() {
    assertThat(all("a\uFFFDb\n")).containsExactly("a\uFFFDb");
  }

  @Test
  void aByteFarIntoALongLineIsFound() {
    byte[] bytes = ("é\n" + "a".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
    bytes[150_003] = (byte) 0xFF;
    Utf8Lines lines = lines(bytes);
    assertThat(lines.advance()).isTrue();
    assertThatThrownBy(lines::advance)
        .hasMessage("it: line 2: not UTF-8: byte 0xFF at offset 150003; save the file as UTF-8");
  }

  @Test
  void aByteOrderMarkIsSkippedAtTheStartOnly() {
    assertThat(all("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
  }

  @Test
  void otherLineSeparatorsOfUnicodeStayInTheLine() {
    assertThat(all("a\u2028b\u0085c\rd\n")).containsExactly("a\u2028b\u0085c\rd");
  }

  @Test
  void whatIsNoUtf8IsRefusedWithItsByteCountedFromTheStartOfTheFile() {
    Utf8Lines lines = lines(new byte[] {(byte) 0xC3, (byte) 0xA9, '\n', 'a', (byte) 0xFF, 'b'});
    assertThat(lines.advance()).isTrue();
    assertThatThrownBy(lines::advance)
        .isInstanceOf(Failure.class)
        .hasMessage("it: line 2: not UTF-8: byte 0xFF at offset 4; save the file as UTF-8");
  }

  @Test
  void aSurrogateEncodedAloneIsNoUtf8() {
    Utf8Lines lines = lines(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
    assertThatThrownBy(lines::advance).hasMessageContaining("byte 0xED at offset 0");
  }

  @Test
  void aStreamThatBreaksIsSaid() {
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int from, int count) throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    assertThatThrownBy(() -> Utf8Lines.of("it", broken).advance())
        .isInstanceOf(Failure.class)
        .hasMessage("it: cannot be read: the disk is gone");
  }
}
