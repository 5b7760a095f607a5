package rawi.apps.caption;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Ten pictures of two colours side by side, with a caption in two languages: for small trainings.
 */
final class Flags {
  static final int SIDE = 16;
  private static final Color[] COLOURS = {
    Color.RED, Color.GREEN, Color.BLUE, Color.WHITE, Color.BLACK
  };
  private static final String[] ENGLISH = {"red", "green", "blue", "white", "black"};
  private static final String[] ARABIC = {"أحمر", "أخضر", "أزرق", "أبيض", "أسود"};

  private Flags() {}

  /** Two colours of each picture, none twice. */
  private static List<int[]> pairs() {
    List<int[]> pairs = new ArrayList<>();
    for (int left = 0; left < COLOURS.length; left++) {
      for (int step = 1; step <= 2; step++) {
        pairs.add(new int[] {left, (left + step) % COLOURS.length});
      }
    }
    return pairs;
  }

  /** A folder of ten pictures for each split, the same in all of them. */
  static Path folder(Path folder) {
    List<String> rows = new ArrayList<>();
    int number = 0;
    for (String split : List.of("train", "valid", "test")) {
      for (int[] pair : pairs()) {
        String name = "flag%02d.png".formatted(number++);
        write(folder.resolve("images").resolve(name), pair);
        rows.add(row(split, name, "en", 0, "%s left of %s", ENGLISH, pair));
        rows.add(row(split, name, "ar", 0, "%s يسار %s", ARABIC, pair));
      }
    }
    try {
      Files.write(folder.resolve("captions.tsv"), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static String row(
      String split, String name, String lang, int index, String text, String[] words, int[] pair) {
    String caption = text.formatted(words[pair[0]], words[pair[1]]);
    return String.join("\t", split, name, lang, Integer.toString(index), caption);
  }

  private static void write(Path file, int[] pair) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(COLOURS[pair[0]]);
    g.fillRect(0, 0, SIDE / 2, SIDE);
    g.setColor(COLOURS[pair[1]]);
    g.fillRect(SIDE / 2, 0, SIDE / 2, SIDE);
    g.dispose();
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a training of four epochs of small decoders; what is said more comes last. */
  static Object[] training(Path data, Path out, Object... more) {
    List<Object> all =
        new ArrayList<>(
            Arrays.asList(
                "caption",
                "train",
                "--data",
                data,
                "--out",
                out,
                "--lang",
                "en",
                "--units",
                24,
                "--embedding-dim",
                16,
                "--attention-dim",
                16,
                "--members",
                1,
                "--min-count",
                1,
                "--image-size",
                SIDE,
                "--batch",
                5,
                "--epochs",
                4,
                "--dropout",
                0,
                "--join",
                "attention",
                "--image-dropout",
                0,
                "--learning-rate",
                0.01,
                "--patience",
                100));
    for (int i = 0; i < more.length; i++) {
      int at = all.indexOf(more[i]);
      if (at >= 0 && i + 1 < more.length) {
        all.set(at + 1, more[++i]);
      } else {
        all.add(more[i]);
      }
    }
    return Stream.of(all.toArray()).toArray();
  }
}
