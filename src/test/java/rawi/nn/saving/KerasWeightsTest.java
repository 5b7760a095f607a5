package rawi.nn.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Dense;

class KerasWeightsTest {
  @TempDir private Path folder;

  private static Network network(int units, String second) {
    return Network.of(
        Sequential.of(
            Dense.of(units).named("hidden"),
            new Activation(Activations.RELU).named("relu"),
            Dense.of(2).useBias(false).named(second)),
        Shape.of(3),
        new Weights(1, DataType.FLOAT));
  }

  /** Numbers 0, 1, 2 .. in each array. */
  private Path written(boolean whole, boolean cutNames) {
    Path path = folder.resolve("w.h5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      WritableGroup root = whole ? file.putGroup("model_weights") : file;
      if (cutNames) {
        root.putAttribute("layer_names0", new String[] {"hidden", "relu"});
        root.putAttribute("layer_names1", new String[] {"scores"});
      } else {
        root.putAttribute("layer_names", new String[] {"hidden", "relu", "scores"});
      }
      WritableGroup hidden = root.putGroup("hidden");
      hidden.putAttribute("weight_names", new String[] {"net/hidden/kernel", "net/hidden/bias"});
      WritableGroup inner = hidden.putGroup("net").putGroup("hidden");
      inner.putDataset("kernel", new float[][] {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}});
      inner.putDataset("bias", new float[] {0, 1, 2, 3});
      root.putGroup("relu").putDataset("unread", new int[] {1});
      WritableGroup scores = root.putGroup("scores");
      scores.putAttribute("weight_names", new String[] {"scores/kernel"});
      scores
          .putGroup("scores")
          .putDataset("kernel", new double[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}});
    }
    return path;
  }

  private static void assertCounted(Network network) {
    assertEquals(3, network.parameters().size());
    for (Parameter p : network.parameters()) {
      float[] values = p.value().dup('c').ravel().toFloatVector();
      for (int i = 0; i < values.length; i++) {
        assertEquals(i, values[i], p.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights", "whole model", "names in two attributes"})
  @DisplayName("arrays come to the layers of their names, from weight files and whole models")
  void byName(String kind) {
    Network network = network(4, "scores");
    Path path = written(kind.equals("whole model"), kind.startsWith("names"));
    new KerasWeights(path).loadByName(network);
    assertCounted(network);
  }

  @Test
  @DisplayName("by order, names play no part")
  void byOrder() {
    Network network = network(4, "dense_7");
    new KerasWeights(written(false, false)).loadByOrder(network);
    assertCounted(network);
  }

  @Test
  @DisplayName("missing and extra layers are named, and nothing changes")
  void missing() {
    Network network = network(4, "other");
    float[] before = network.parameters().get(0).value().dup().ravel().toFloatVector();
    KerasWeights file = new KerasWeights(written(false, false));
    assertThatThrownBy(() -> file.loadByName(network))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("w.h5: has no weights for other; it has hidden, scores");
    Network shorter =
        Network.of(
            Sequential.of(Dense.of(4).named("hidden")),
            Shape.of(3),
            new Weights(1, DataType.FLOAT));
    assertThatThrownBy(() -> file.loadByName(shorter))
        .hasMessageContaining("has weights for scores, which the network does not have");
    assertThatThrownBy(() -> file.loadByOrder(shorter))
        .hasMessageContaining("expected 1 layers with weights, as the network has, got 2");
    assertThat(file.loadWithoutTop(shorter)).isEqualTo(List.of("scores"));
    assertArrayEquals(before, network.parameters().get(0).value().dup().ravel().toFloatVector());
  }

  @Test
  @DisplayName("another shape is refused with both")
  void shapes() {
    KerasWeights file = new KerasWeights(written(false, false));
    assertThatThrownBy(() -> file.loadByName(network(5, "scores")))
        .hasMessageContaining(
            "layer 'hidden': expected arrays of shape [(3, 5), (5)], got [(3, 4), (4)]");
  }

  @Test
  @DisplayName("what is missing, no HDF5, cut short or without layer names is refused in one line")
  void hostile() throws IOException {
    Network network = network(4, "scores");
    assertThatThrownBy(() -> new KerasWeights(folder.resolve("none.h5")).loadByName(network))
        .hasMessageContaining("none.h5: there is no such file");
    Path text = Files.writeString(folder.resolve("text.h5"), "layer_names");
    assertRefused(text, network);
    byte[] good = Files.readAllBytes(written(false, false));
    for (int length : new int[] {0, 8, 100, good.length / 2, good.length - 1}) {
      assertRefused(Files.write(folder.resolve("cut.h5"), Arrays.copyOf(good, length)), network);
    }
    Path other = folder.resolve("other.h5");
    try (WritableHdfFile file = HdfFile.write(other)) {
      file.putDataset("x", new float[] {1});
    }
    assertThatThrownBy(() -> new KerasWeights(other).loadByName(network))
        .hasMessageContaining("expected the attribute layer_names");
  }

  private static void assertRefused(Path file, Network network) {
    assertThatThrownBy(() -> new KerasWeights(file).loadByName(network))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageNotContaining("\n");
  }
}
