package rawi.apps.caption.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Folders of images with captions. */
final class Folders {
  private Folders() {}

  static Path picture(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  /** Images in a folder of the folder, and rows with {@code |} for tabs. */
  static Path of(Path folder, List<String> images, String... rows) throws IOException {
    for (String image : images) {
      picture(folder.resolve("images").resolve(image));
    }
    Files.writeString(
        folder.resolve("captions.tsv"), String.join("\n", rows).replace('|', '\t') + "\n");
    return folder;
  }

  /** Real data, or the test is skipped. */
  static Path real(String name) {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path path = root.resolve(name);
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: no " + path + "; set RAWI_DATA");
    return path;
  }
}
