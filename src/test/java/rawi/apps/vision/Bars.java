package rawi.apps.vision;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures that are quickly told apart: a bright bar that lies or stands on dark noise. */
public final class Bars {
  static final int SIDE = 12;

  private Bars() {}

  /** A folder with so many pictures of each of two classes, lying and standing. */
  public static Path folder(Path root, int each) {
    Random random = new Random(each);
    for (int i = 0; i < each; i++) {
      write(root.resolve("lying/%02d.png".formatted(i)), draw(true, random));
      write(root.resolve("standing/%02d.png".formatted(i)), draw(false, random));
    }
    return root;
  }

  static BufferedImage draw(boolean lying, Random random) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    int place = 2 + random.nextInt(SIDE - 5);
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        int across = lying ? i : j;
        boolean bar = across == place || across == place + 1;
        picture.getRaster().setSample(j, i, 0, (bar ? 200 : 20) + random.nextInt(40));
      }
    }
    return picture;
  }

  static Path write(Path file, BufferedImage picture) {
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Arguments of a run that takes a moment; {@code more} go before these. */
  static Object[] training(Path data, Path out, Object... more) {
    Map<Object, Object> arguments = new LinkedHashMap<>();
    arguments.put("--threads", 1);
    arguments.put("--data", data);
    arguments.put("--out", out);
    arguments.put("--image-size", SIDE);
    arguments.put("--epochs", 4);
    arguments.put("--batch-size", 8);
    arguments.put("--learning-rate", 0.01);
    List<Object> flags = new ArrayList<>(List.of("vision", "train"));
    for (int i = 0; i < more.length; i += 2) {
      if (i + 1 < more.length) {
        arguments.put(more[i], more[i + 1]);
      } else {
        flags.add(more[i]); // the last may stand alone
      }
    }
    arguments.forEach((name, value) -> flags.addAll(List.of(name, value)));
    return flags.toArray();
  }
}
