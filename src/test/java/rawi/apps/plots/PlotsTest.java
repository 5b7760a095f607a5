package rawi.apps.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.nn.metrics.RocCurve;
import rawi.nn.training.EpochReport;

class PlotsTest {
  @TempDir private Path folder;

  private void assertBothForms(String name, Consumer<Path> picture) throws IOException {
    Path svg = folder.resolve(name + ".svg");
    picture.accept(svg);
    assertThat(Files.readString(svg, StandardCharsets.UTF_8)).contains("<svg");
    Path png = folder.resolve(name + ".PNG");
    picture.accept(png);
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isGreaterThan(300);
    assertThat(inked(image)).as("pixels that are not white").isGreaterThan(1000);
  }

  private static int inked(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void aConfusionMatrixWithArabicNames() throws IOException {
    ConfusionPlot plot =
        new ConfusionPlot(
            "مصفوفة الالتباس",
            List.of("سلبي", "محايد", "إيجابي"),
            List.of(List.of(50L, 3L, 7L), List.of(4L, 20L, 6L), List.of(2L, 1L, 90L)));
    assertBothForms("confusion", plot::write);
  }

  @Test
  void aMatrixOfNothingAtAll() throws IOException {
    ConfusionPlot plot =
        new ConfusionPlot("none", List.of("a", "b"), List.of(List.of(0L, 0L), List.of(0L, 0L)));
    assertBothForms("none", plot::write);
  }

  @Test
  void curvesOfClassesWithAndWithoutRows() throws IOException {
    RocCurve some =
        RocCurve.of(new double[] {0.9, 0.8, 0.3, 0.1}, new boolean[] {true, false, true, false});
    RocCurve none = RocCurve.of(new double[] {0.9, 0.8}, new boolean[] {true, true});
    RocPlot plot = new RocPlot("ROC", List.of("إيجابي", "neg"), List.of(some, none));
    assertBothForms("roc", plot::write);
  }

  @Test
  void theCourseOfATrainingWithAndWithoutValidation() throws IOException {
    EpochReport watched =
        new EpochReport(
            1, Map.of("loss", 0.6, "val_loss", 0.7, "accuracy", 0.6, "val_accuracy", 0.55), 1);
    EpochReport alone = new EpochReport(1, Map.of("loss", 0.6, "accuracy", 0.6), 1);
    assertBothForms("two", new TrainingPlot("t", "accuracy", List.of(watched, watched))::write);
    assertBothForms("one", new TrainingPlot("t", "accuracy", List.of(alone))::write);
  }

  @Test
  void linesWithASpread() throws IOException {
    LinePlot.Series line =
        new LinePlot.Series("l", List.of(0.1, 0.5, 1.0), List.of(0.5, 0.7, 0.8))
            .withSpread(List.of(0.1, 0.05, 0.02));
    assertBothForms("spread", new LinePlot("t", "x", "y", List.of(line))::write);
  }

  @Test
  void aNameThatSaysNoFormIsRefusedBeforeAnythingIsDrawn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureFile.require(folder.resolve("a.jpg")))
        .withMessageEndingWith("a.jpg: expected a name that ends in .svg or .png");
  }
}
