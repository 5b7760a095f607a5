package rawi.vision.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.saving.KerasWeights;
import rawi.vision.images.Image;
import rawi.vision.images.ImageFile;
import rawi.vision.inference.Inference;

/** MobileNetV2 with the weights of ImageNet against what Keras 3.15 computed with them. */
class PublishedWeightsTest {
  private static final double TOLERANCE = 1e-4;
  private static final Kernels KERNELS = new CpuKernels(new Workers(2));

  private static Path data() {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path folder = root.resolve("encoder_mobilenetv2");
    Assumptions.assumeTrue(Files.exists(folder), () -> "skipped: no " + folder + "; set RAWI_DATA");
    return folder;
  }

  @Test
  @DisplayName("classes and features of three photos equal Keras's, also made ready for inference")
  void equalsKeras() throws IOException {
    Path folder = data();
    Network network = Network.of(Applications.MOBILENETV2.model(), Weights.undrawn(DataType.FLOAT));
    new KerasWeights(folder.resolve("mobilenetv2_imagenet_dequantized.h5")).loadByName(network);
    Network both = network.upTo("out_relu", "predictions");
    Network ready = Inference.of(both, KERNELS);
    JsonNode expected =
        new ObjectMapper().readTree(Files.readString(folder.resolve("expected.json")));
    assertEquals(3, expected.size());
    for (JsonNode photo : expected) {
      Arena arena = new Arena();
      arena.step(
          () -> {
            compare(photo, both, folder, arena);
            compare(photo, ready, folder, arena);
            return photo;
          });
    }
  }

  private static void compare(JsonNode photo, Network network, Path folder, Arena arena) {
    INDArray pixels = pixels(folder.resolve(photo.get("file").asText()));
    Context context = Context.inference(KERNELS, arena);
    List<Signal> out =
        network.forward(List.of(Signal.of(Preprocessing.CENTRED.apply(pixels))), context).outputs();
    INDArray p = out.get(1).values(); // (1, 1000)
    for (JsonNode best : photo.get("top5")) {
      assertEquals(best.get("p").asDouble(), p.getDouble(0, best.get("index").asInt()), TOLERANCE);
    }
    assertEquals(photo.at("/top5/0/index").asInt(), p.argMax(1).getInt(0));
    INDArray plane = out.get(0).values(); // (1, 7, 7, 1280)
    JsonNode features = photo.get("features7x7x1280");
    double sum = features.get("sum").asDouble();
    assertTrue(Math.abs(plane.sumNumber().doubleValue() - sum) < TOLERANCE * sum, photo::toString);
    assertEquals(features.get("max").asDouble(), plane.maxNumber().doubleValue(), TOLERANCE);
    INDArray means = plane.mean(1, 2);
    for (int i = 0; i < 8; i++) {
      assertEquals(
          features.get("firstEight").get(i).asDouble(), plane.getDouble(0, 0, 0, i), TOLERANCE);
      assertEquals(
          features.get("globalAverageFirstEight").get(i).asDouble(),
          means.getDouble(0, i),
          TOLERANCE);
    }
  }

  private static INDArray pixels(Path file) {
    Image image = ImageFile.read(file);
    return Nd4j.createFromArray(image.floats())
        .reshape(1, image.height(), image.width(), image.channels());
  }
}
