package rawi.apps.caption.scenes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.Opened;
import rawi.apps.cli.Failure;
import rawi.vision.images.Image;

/** Scenes as files: {@code captions.tsv} and a folder {@code images} of PNG. */
public final class SceneFolder {
  private SceneFolder() {}

  /**
   * Writes all images and captions, or nothing: into a folder beside it, which then takes its name.
   *
   * @throws Failure if there is something of that name already, or it cannot be written
   */
  public static void write(CaptionData data, Path folder) {
    if (Files.exists(folder)) {
      throw new Failure(folder + ": is there already; name a folder that is not");
    }
    Path target = folder.toAbsolutePath().normalize();
    Path draft = target.resolveSibling(".scenes-" + UUID.randomUUID() + ".tmp");
    try {
      Path images = Files.createDirectories(draft.resolve("images"));
      List<String> rows = new ArrayList<>();
      for (CaptionedImage image : data.images()) {
        ImageIO.write(picture(image), "png", images.resolve(image.name()).toFile());
        rows.addAll(rows(image));
      }
      Files.write(draft.resolve("captions.tsv"), rows, StandardCharsets.UTF_8);
      Files.move(draft, target);
    } catch (IOException e) {
      throw new Failure(folder + ": cannot be written: " + e.getMessage());
    } finally {
      delete(draft);
    }
  }

  private static List<String> rows(CaptionedImage image) {
    List<String> rows = new ArrayList<>();
    image
        .captions()
        .forEach(
            (lang, captions) -> {
              for (int i = 0; i < captions.size(); i++) {
                rows.add(
                    String.join(
                        "\t",
                        image.split().toString(),
                        image.name(),
                        lang,
                        Integer.toString(i),
                        captions.get(i)));
              }
            });
    return rows;
  }

  private static BufferedImage picture(CaptionedImage image) {
    if (image.open() instanceof Opened.Picture opened) {
      Image pixels = opened.image().withChannels(3);
      BufferedImage picture =
          new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < pixels.height(); i++) {
        for (int j = 0; j < pixels.width(); j++) {
          int rgb =
              pixels.value(i, j, 0) << 16 | pixels.value(i, j, 1) << 8 | pixels.value(i, j, 2);
          picture.setRGB(j, i, rgb);
        }
      }
      return picture;
    }
    throw new Failure(image.name() + ": has no pixels");
  }

  /** What was not finished; nothing where all was. */
  private static void delete(Path draft) {
    if (!Files.exists(draft)) {
      return;
    }
    try (Stream<Path> all = Files.walk(draft)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new Failure(draft + ": could not be removed: " + e.getMessage());
    }
  }
}
