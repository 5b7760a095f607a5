package rawi.apps.caption.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Workers;
import rawi.vision.applications.Applications;
import rawi.vision.images.ImageFile;

/** The features of the published MobileNetV2 against those that Keras computed. */
class PublishedEncoderTest {
  private static final int CHANNELS = 1280;

  @Test
  void featuresAreThoseOfKeras() throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path folder = root.resolve("encoder_mobilenetv2");
    Assumptions.assumeTrue(Files.exists(folder), () -> "skipped: no " + folder);
    JsonNode expected =
        JsonMapper.builder().build().readTree(folder.resolve("expected.json").toFile()).path(0);
    ImageEncoder encoder =
        Encoders.named(
            Applications.MOBILENETV2, folder.resolve("mobilenetv2_imagenet_dequantized.h5"));
    assertThat(List.of(encoder.rows(), encoder.columns(), encoder.channels()))
        .containsExactly(7, 7, CHANNELS);
    float[] pixels = encoder.pixels(ImageFile.read(folder.resolve(expected.path("file").asText())));
    try (Workers workers = new Workers(2)) {
      ImageEncoder.Ready ready = encoder.ready(new CpuKernels(workers));
      float[] values = ready.values(List.of(pixels), new Arena()).get(0);
      JsonNode map = expected.path("features7x7x1280");
      double sum = 0;
      double[] means = new double[CHANNELS];
      for (int i = 0; i < values.length; i++) {
        sum += values[i];
        means[i % CHANNELS] += values[i] / 49.0;
      }
      assertThat(sum).isCloseTo(map.path("sum").asDouble(), within(5.0));
      for (int i = 0; i < 8; i++) {
        assertThat((double) values[i])
            .isCloseTo(map.path("firstEight").path(i).asDouble(), within(2e-3));
        assertThat(means[i])
            .isCloseTo(map.path("globalAverageFirstEight").path(i).asDouble(), within(2e-3));
      }
    }
  }
}
