package rawi.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;
import rawi.apps.models.KnownTypes;
import rawi.nn.Network;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.saving.ModelFile;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

class BoostedFeaturesTest {
  private static final int SIDE = 12;

  /** A short bar that lies or stands anywhere, brighter or darker than what is around it. */
  private static void draw(Path file, boolean lying, Random random) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    int around = random.nextBoolean() ? 60 : 200;
    int row = random.nextInt(SIDE - 5);
    int column = random.nextInt(SIDE - 5);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int down = i / SIDE - row;
      int right = i % SIDE - column;
      int along = lying ? right : down;
      int across = lying ? down : right;
      boolean bar = along >= 0 && along < 6 && across >= 0 && across < 2;
      int tone = (bar ? 260 - around : around) + random.nextInt(40) - 20;
      picture.getRaster().setSample(i % SIDE, i / SIDE, 0, tone);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
  }

  private static Path folder(Path root, int each, long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < each; i++) {
      draw(root.resolve("lying/%03d.png".formatted(i)), true, random);
      draw(root.resolve("standing/%03d.png".formatted(i)), false, random);
    }
    return root;
  }

  @Test
  @DisplayName("trees on a network's features know what trees on pixels do not")
  void features(@TempDir Path temporary) throws Exception {
    Path data = folder(temporary.resolve("train"), 150, 1);
    Path file = temporary.resolve("bars.rawi");
    Rawi run =
        Rawi.run(
            "vision",
            "train",
            "--data",
            data,
            "--out",
            file,
            "--image-size",
            SIDE,
            "--epochs",
            8,
            "--batch-size",
            16,
            "--learning-rate",
            0.005,
            "--threads",
            1);
    assertThat(run.exit()).as(run.err()).isZero();
    Network trained = ModelFile.of(KnownTypes.all()).read(file);
    Form form = Form.of(SIDE, SIDE, 1);
    try (Workers workers = new Workers(1);
        ImageSource train = new ImageSet(data).training();
        ImageSource test = new ImageSet(folder(temporary.resolve("test"), 100, 2)).test()) {
      Kernels kernels = new CpuKernels(workers);
      Network features = BoostedFeatures.upTo(trained, "dense_1");
      BoostedFeatures seen = BoostedFeatures.of(features, train, form, kernels);
      BoostedFeatures unseen = BoostedFeatures.of(features, test, form, kernels);
      assertThat(seen.rows()[0]).hasSize(84);
      double onFeatures = seen.boosted(unseen, 2, 20);
      double onPixels =
          BoostedFeatures.pixels(train, form).boosted(BoostedFeatures.pixels(test, form), 2, 20);
      assertThat(onFeatures).isGreaterThan(0.9).isGreaterThan(onPixels + 0.1);
    }
  }
}
