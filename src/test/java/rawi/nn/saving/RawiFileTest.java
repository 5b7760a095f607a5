package rawi.nn.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RawiFileTest {
  /** A field of the metadata, as an app would save its results. */
  record Scores(double accuracy, List<String> labels) {}

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void fileName() {
    file = folder.resolve("model.rawi");
  }

  static Contents contents() {
    var weights = new LinkedHashMap<String, INDArray>();
    weights.put("embedding/table", Nd4j.createFromArray(new float[][] {{1, 2}, {3, Float.NaN}}));
    weights.put("dense/bias", Nd4j.createFromArray(0.1, Double.MIN_VALUE));
    return Contents.of("sentiment")
        .with("seed", 42L)
        .with("dataHash", "ab12")
        .withBytes("notes.bin", new byte[] {0, -1, 13, 10})
        .withText(Contents.VOCABULARY, "كتاب\t3\nl'arbre\t2\n")
        .withTensors(Contents.WEIGHTS, weights)
        .withJson(Contents.CONFIG, Json.tree(Map.of("units", 64)))
        .with("metrics", new Scores(0.875, List.of("سلبي", "positif")));
  }

  @Test
  @DisplayName("everything comes back as it was saved")
  void roundTrip() {
    RawiFile.write(file, contents());
    var read = RawiFile.read(file, "sentiment");
    assertThat(read.kind()).isEqualTo("sentiment");
    assertThat(read.fields()).isEqualTo(contents().fields());
    assertThat(read.field("seed").map(JsonNode::longValue)).contains(42L);
    assertThat(read.field("metrics").map(m -> m.get("labels").get(0).asText())).contains("سلبي");
    assertThat(read.field("absent")).isEmpty();
    assertThat(read.json(Contents.CONFIG).get("units").intValue()).isEqualTo(64);
    assertThat(read.text(Contents.VOCABULARY)).isEqualTo("كتاب\t3\nl'arbre\t2\n");
    assertThat(read.bytes("notes.bin")).containsExactly(0, -1, 13, 10);
    var weights = read.tensors(Contents.WEIGHTS);
    assertThat(weights.keySet()).containsExactly("embedding/table", "dense/bias");
    assertThat(read.tensor(Contents.WEIGHTS, "embedding/table"))
        .extracting(w -> w.data().asFloat())
        .isEqualTo(new float[] {1, 2, 3, Float.NaN});
    assertThat(read.tensor(Contents.WEIGHTS, "dense/bias"))
        .extracting(w -> w.data().asDouble())
        .isEqualTo(new double[] {0.1, Double.MIN_VALUE});
  }

  @Test
  @DisplayName("the entries stand in a fixed order, metadata first, whatever the order of saving")
  void order() throws IOException {
    RawiFile.write(file, contents());
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getName)
          .containsExactly(
              "metadata.json", "config.json", "weights.safetensors", "vocabulary.txt", "notes.bin");
    }
    assertThat(RawiFile.read(file).names())
        .containsExactly("config.json", "weights.safetensors", "vocabulary.txt", "notes.bin");
  }

  @Test
  @DisplayName("the same contents make the same bytes, in any time zone, also when saved again")
  void deterministic() throws IOException {
    RawiFile.write(file, contents());
    Path again = folder.resolve("again.rawi");
    var zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      RawiFile.write(again, RawiFile.read(file));
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  @DisplayName("saving over a file that is being read changes nothing for its reader")
  void overwrite() {
    RawiFile.write(file, contents());
    var before = RawiFile.read(file);
    RawiFile.write(file, Contents.of("nextword").withText("a.txt", "b"));
    assertThat(before.text(Contents.VOCABULARY)).startsWith("كتاب");
    assertThat(RawiFile.read(file).kind()).isEqualTo("nextword");
    assertThat(RawiFile.read(file).names()).containsExactly("a.txt");
  }

  @Test
  @DisplayName("a tensor that cannot be saved leaves the old file and nothing else")
  void refusedTensor() throws IOException {
    RawiFile.write(file, contents());
    byte[] before = Files.readAllBytes(file);
    var broken =
        contents().withTensors("more.safetensors", Map.of("b", Nd4j.createFromArray(true)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawiFile.write(file, broken))
        .withMessageContaining("tensor 'b' is of type BOOL");
    assertThat(file).hasBinaryContent(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  @DisplayName("a model of another kind is refused, saying which it is")
  void otherKind() {
    RawiFile.write(file, contents());
    assertThatThrownBy(() -> RawiFile.read(file, "nextword"))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(file + ": is of kind sentiment, expected nextword; choose another file");
  }

  @Test
  @DisplayName("an entry that is not there is named, with those that are")
  void missingEntry() {
    RawiFile.write(file, Contents.of("x").withText("a.txt", "b"));
    var read = RawiFile.read(file);
    assertThat(read.has("a.txt")).isTrue();
    assertThat(read.has(Contents.WEIGHTS)).isFalse();
    assertThatThrownBy(() -> read.tensors(Contents.WEIGHTS))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(file + ": has no entry weights.safetensors, only [a.txt]");
    assertThatThrownBy(() -> read.tensors("a.txt"))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(file + ": a.txt: holds no tensors");
    assertThatThrownBy(() -> read.json("a.txt"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(file + ": a.txt: expected JSON, got an error at byte ");
  }

  @Test
  @DisplayName("a tensor that is not there is named, with those that are")
  void missingTensor() {
    RawiFile.write(file, contents());
    var read = RawiFile.read(file);
    assertThatThrownBy(() -> read.tensor(Contents.WEIGHTS, "lstm/kernel"))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(
            file
                + ": weights.safetensors: has no tensor lstm/kernel, only [embedding/table,"
                + " dense/bias]");
  }

  @Test
  @DisplayName("text that is not UTF-8 is refused, not replaced by question marks")
  void notUtf8() {
    var contents = Contents.of("x").withBytes("a.txt", "é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> contents.text("a.txt"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageEndingWith("a.txt: is not UTF-8 text");
  }

  @Test
  @DisplayName("contents do not change after they were made")
  void immutable() {
    byte[] bytes = {1, 2};
    var contents = Contents.of("x").withBytes("a", bytes);
    bytes[0] = 9;
    contents.bytes("a")[1] = 9;
    contents.fields().put("seed", 1);
    var more = contents.with("seed", 2).withText("b", "");
    assertThat(contents.bytes("a")).containsExactly(1, 2);
    assertThat(contents.fields()).isEmpty();
    assertThat(contents.names()).containsExactly("a");
    assertThat(more.names()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("names that a file cannot hold, or that say another thing, are refused at once")
  void names() {
    var contents = Contents.of("x");
    for (String name : List.of("", "../up", "a/b", "metadata.json", ".hidden", "é")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contents.withText(name, ""))
          .withMessageStartingWith("entry '" + name + "': expected a name of letters");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> contents.withText("a.safetensors", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> contents.withTensors("a", Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contents.with("formatVersion", 2))
        .withMessageContaining("is written by the format itself");
  }
}
