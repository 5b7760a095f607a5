package rawi.apps.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;

/** {@code rawi vision predict} with published weights instead of a model. */
class PretrainedTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static Rawi predict(Path weights, Path labels, Object... more) {
    return predict("mobilenetv2", weights, labels, more);
  }

  private static Rawi predict(String arch, Path weights, Path labels, Object... more) {
    List<Object> all = new ArrayList<>(List.of("vision", "predict", "--arch", arch));
    all.addAll(List.of("--weights", weights, "--labels", labels, "--quiet"));
    all.addAll(List.of(more));
    return Rawi.run(all.toArray());
  }

  private static void assertRefused(Rawi run, int exit, String line) {
    assertThat(run.errLines()).hasSize(exit).first().asString().startsWith("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  @DisplayName("the names and probabilities of real photos are Keras's; a broken file is passed by")
  void photos() throws IOException {
    Path data = PublishedWeights.folder();
    JsonNode expected = JSON.readTree(data.resolve("expected.json").toFile());
    List<Object> arguments = new ArrayList<>(List.of("--json", "--top", 3));
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
    arguments.add(broken);
    expected.forEach(photo -> arguments.add(data.resolve(photo.get("file").asText())));
    Rawi run =
        predict(PublishedWeights.file(), data.resolve("imagenet_labels.txt"), arguments.toArray());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .startsWith("rawi: " + broken + ": expected a picture");
    assertThat(run.outLines()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonNode got = JSON.readTree(run.outLines().get(i)).get("top");
      assertThat(got).hasSize(3);
      for (int k = 0; k < 3; k++) {
        JsonNode keras = expected.get(i).get("top5").get(k);
        assertThat(got.get(k).get("label")).isEqualTo(keras.get("label"));
        assertThat(got.get(k).get("probability").asDouble())
            .isCloseTo(keras.get("p").asDouble(), within(1e-4));
      }
    }
  }

  @Test
  @DisplayName("names of another number of classes than the weights have are refused")
  void otherLabels() throws IOException {
    Path file = PublishedWeights.file();
    Path labels = Files.writeString(folder.resolve("labels.txt"), "cat\ndog\n");
    assertRefused(
        predict(file, labels, "a.png"),
        1,
        labels + ": names 2 classes, which does not fit: " + file + ": layer 'predictions'");
  }

  @Test
  @DisplayName("names that are none, missing weights and half of the options are refused")
  void refusals() throws IOException {
    Path missing = folder.resolve("w.h5");
    Path labels = Files.writeString(folder.resolve("labels.txt"), "cat\n\ndog\n");
    assertRefused(
        predict(missing, labels, "a.png"), 1, labels + ": line 2: expected the name of a class");
    Files.writeString(labels, "cat\n");
    assertRefused(
        predict(missing, labels, "a.png"),
        1,
        labels + ": expected the names of at least two classes, one a line, got 1");
    Files.writeString(labels, "cat\ndog\n");
    assertRefused(predict(missing, labels, "a.png"), 1, missing + ": there is no such file");
    assertRefused(
        predict("unet", missing, labels, "a.png"),
        1,
        "unet: gives (388, 388, 2) for an image and names nothing; choose another --arch");
    assertRefused(
        Rawi.run("vision", "predict", "--arch", "vgg16", "a.png"),
        2,
        "expected --model M.rawi, or --arch NAME --weights FILE.h5 --labels FILE");
    assertRefused(
        predict(missing, labels, "--model", "m.rawi", "a.png"),
        2,
        "--model: has its own weights, classes and form of images; give it alone");
  }
}
