package rawi.nn.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedRawiFileTest {
  @TempDir private Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void wholeFile() throws IOException {
    file = folder.resolve("model.rawi");
    RawiFile.write(file, RawiFileTest.contents());
    whole = Files.readAllBytes(file);
  }

  private void assertRefused(String expected) {
    assertThatThrownBy(() -> RawiFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(expected)
        .message()
        .hasLineCount(1);
  }

  private Map<String, byte[]> entries() throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** Packs the entries as any zip program would, compressed. */
  private void pack(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    Files.write(file, bytes.toByteArray());
  }

  private void packWithMetadata(String from, String to) throws IOException {
    var entries = entries();
    entries.computeIfPresent(
        "metadata.json",
        (name, bytes) -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertThat(text).contains(from);
          return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
        });
    pack(entries);
  }

  @Test
  @DisplayName("packed anew by another zip program it is still the same model")
  void packedAnew() throws IOException {
    pack(entries());
    assertThat(RawiFile.read(file).fields()).isEqualTo(RawiFileTest.contents().fields());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata.json",
        "config.json",
        "weights.safetensors",
        "vocabulary.txt",
        "notes.bin"
      })
  @DisplayName("one byte altered in an entry: the entry is named, with both checksums")
  void alteredEntry(String name) throws IOException {
    byte[] content = entries().getOrDefault(name, new byte[0]);
    int at =
        new String(whole, StandardCharsets.ISO_8859_1)
            .indexOf(new String(content, StandardCharsets.ISO_8859_1));
    assertThat(at).isPositive();
    byte[] altered = whole.clone();
    altered[at + content.length / 2] ^= 1;
    Files.write(file, altered);
    assertThatThrownBy(() -> RawiFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .message()
        .startsWith(file + ": " + name + ": checksum is ")
        .containsPattern("is [0-9a-f]{8}(\\.\\.)?, expected [0-9a-f]{8}(\\.\\.)?: ")
        .endsWith(": the file was altered or cut short; copy it again");
  }

  @Test
  @DisplayName("whichever byte is altered, the file is refused in one line or reads as it was")
  void anyByteAltered() throws IOException {
    var good = RawiFile.read(file);
    var random = new Random(1);
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      int flip = 1 + random.nextInt(255);
      byte[] altered = whole.clone();
      altered[at] ^= (byte) flip;
      Files.write(file, altered);
      var thrown = catchThrowable(() -> assertSame(RawiFile.read(file), good));
      if (thrown != null) {
        assertThat(thrown).as("byte %d xor %d", at, flip).isInstanceOf(ModelFileException.class);
        assertThat(thrown.getMessage()).startsWith(file + ": ").hasLineCount(1);
        refused++;
      }
    }
    // what may change unnoticed are times, attributes and repeated fields of the zip itself
    assertThat((double) refused / whole.length).isGreaterThan(0.75);
  }

  private static void assertSame(Contents read, Contents good) {
    assertThat(read.names()).isEqualTo(good.names());
    assertThat(read.fields()).isEqualTo(good.fields());
    assertThat(read.kind()).isEqualTo(good.kind());
    assertThat(read.bytes("notes.bin")).isEqualTo(good.bytes("notes.bin"));
    assertThat(read.text(Contents.VOCABULARY)).isEqualTo(good.text(Contents.VOCABULARY));
    assertThat(read.tensors(Contents.WEIGHTS).toString())
        .isEqualTo(good.tensors(Contents.WEIGHTS).toString());
  }

  @Test
  @DisplayName("cut short at any place it is refused")
  void cutShort() throws IOException {
    for (int length = 1; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(length < 4 ? "does not begin as a zip" : "is not a whole zip (");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertRefused("the file was altered or cut short; copy it again");
  }

  @Test
  @DisplayName(
      "with bytes in the middle replaced by zeros, as after a broken download, it is refused")
  void holes() throws IOException {
    for (int at = 0; at + 64 < whole.length; at += 64) {
      byte[] altered = whole.clone();
      Arrays.fill(altered, at, at + 64, (byte) 0);
      Files.write(file, altered);
      assertRefused("");
    }
  }

  @Test
  @DisplayName("missing, empty, a folder, no zip, a zip of something else: each says so")
  void notAModel() throws IOException {
    pack(Map.of("a.txt", new byte[] {1}));
    assertRefused("is not a .rawi file: it is a zip without metadata.json");
    pack(Map.of("metadata.json", "{\"name\":\"other\"}".getBytes(StandardCharsets.UTF_8)));
    assertRefused("metadata.json: is not the metadata of a .rawi file");
    pack(Map.of("metadata.json", "not json".getBytes(StandardCharsets.UTF_8)));
    assertRefused("metadata.json: expected JSON, got an error at byte ");
    pack(Map.of("metadata.json", "[]".getBytes(StandardCharsets.UTF_8)));
    assertRefused("metadata.json: expected a JSON object");
    Files.writeString(file, "label\ttext\n");
    assertRefused("is not a .rawi file: it does not begin as a zip; check the path");
    Files.write(file, new byte[0]);
    assertRefused("is empty (0 bytes)");
    Files.delete(file);
    assertRefused("no such file; check the path");
    Files.createDirectory(file);
    assertRefused("is a folder, expected a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "formatVersion" : 1, | "formatVersion" : 2, | has format version 2, written by Rawi development; this is Rawi development, which reads up to version 1: update Rawi
          "formatVersion" : 1, | "formatVersion" : 0, | metadata.json: formatVersion is 0, expected 1 to 1
          "formatVersion" : 1, | "formatVersion" : "x", | metadata.json: formatVersion is "x", expected 1 to 1
          "formatVersion" : 1, | "other" : 1, | metadata.json: formatVersion is , expected 1 to 1
          "kind" | "sort" | metadata.json: expected the fields kind and entries
          "entries" | "files" | metadata.json: expected the fields kind and entries
          "notes.bin" | "other.bin" | notes.bin: was not expected in this file
          "size" : 4 | "size" : 5 | notes.bin: has 4 bytes, expected 5: the file was altered
          "sha256" | "sha512" | config.json: checksum is
          """)
  @DisplayName("metadata that do not fit the file are refused")
  void metadata(String from, String to, String expected) throws IOException {
    packWithMetadata(from, to);
    assertRefused(expected);
  }

  @Test
  @DisplayName("an entry taken out of the file is named")
  void missingEntry() throws IOException {
    var entries = entries();
    entries.remove("vocabulary.txt");
    pack(entries);
    assertRefused("vocabulary.txt: is missing; the file was altered or cut short; copy it again");
  }
}
