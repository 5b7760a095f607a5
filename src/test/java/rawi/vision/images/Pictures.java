package rawi.vision.images;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Small picture files that tests make. */
final class Pictures {
  private Pictures() {}

  /** Red grows to the right, green downwards; blue is 77. */
  static BufferedImage gradient(int height, int width, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        picture.setRGB(j, i, 0xff000000 | red(j) << 16 | green(i) << 8 | 77);
      }
    }
    return picture;
  }

  static int red(int column) {
    return 20 * column % 256;
  }

  static int green(int row) {
    return 30 * row % 256;
  }

  static byte[] bytes(BufferedImage picture, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      assertTrue(ImageIO.write(picture, format, out), format);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of one grey, as PNG. */
  static Path plain(Path file, int grey, int height, int width) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      picture.setRGB(i % width, i / width, grey << 16 | grey << 8 | grey);
    }
    return write(file, bytes(picture, "png"));
  }

  /** A folder of the real data; the test is skipped where it is not there. */
  static Path data(String folder) {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path path = root.resolve(folder);
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: no " + path + "; set RAWI_DATA");
    return path;
  }
}
