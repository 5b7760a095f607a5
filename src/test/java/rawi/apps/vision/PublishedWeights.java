package rawi.apps.vision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The ImageNet weights of the data folder; tests that need them are skipped where there are none.
 */
final class PublishedWeights {
  private PublishedWeights() {}

  /** The folder of weights, names and photos. */
  static Path folder() {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path folder = root.resolve("encoder_mobilenetv2");
    Assumptions.assumeTrue(Files.exists(folder), () -> "skipped: no " + folder + "; set RAWI_DATA");
    return folder;
  }

  static Path file() {
    return folder().resolve("mobilenetv2_imagenet_dequantized.h5");
  }
}
