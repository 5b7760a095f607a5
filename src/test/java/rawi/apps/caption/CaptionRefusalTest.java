package rawi.apps.caption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.Rawi;
import rawi.apps.models.KnownTypes;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.layers.Dense;
import rawi.nn.saving.ModelFile;

/** What data and models that are not what they should be get: one line, exit 1, no model. */
class CaptionRefusalTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void flags() {
    data = Flags.folder(folder.resolve("flags"));
    out = folder.resolve("m.rawi");
  }

  private Rawi refused(int exit, String message, Object... more) {
    Rawi run = Rawi.run(Flags.training(data, out, more));
    assertThat(run.exit()).as(run.err()).isEqualTo(exit);
    assertThat(run.errLines())
        .filteredOn(line -> line.startsWith("rawi: "))
        .singleElement()
        .asString()
        .startsWith("rawi: " + message);
    assertThat(out).doesNotExist();
    return run;
  }

  private void spoil(String name) throws IOException {
    Files.writeString(data.resolve("images").resolve(name), "no picture");
  }

  @Test
  void aFolderWithoutCaptions() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(1, empty + ": expected captions in it", "--data", empty);
  }

  @Test
  void aCaptionWithoutItsImage() throws IOException {
    Files.delete(data.resolve("images/flag04.png"));
    Rawi run = refused(1, data.toString());
    assertThat(run.err()).contains("flag04.png");
  }

  @Test
  void anImageWithoutCaptions() throws IOException {
    Files.copy(data.resolve("images/flag04.png"), data.resolve("images/alone.png"));
    assertThat(refused(1, data.toString()).err()).contains("alone.png");
  }

  @Test
  void aLanguageThatIsNotInTheFile() {
    refused(1, data + ": no caption in 'fr'; there are ar, en", "--lang", "fr");
  }

  @Test
  void corruptImagesAreNamedAndCountedAndLeftOutOnlyOnDemand() throws IOException {
    spoil("flag02.png");
    spoil("flag07.png");
    Path bad = data.resolve("images/flag02.png");
    Rawi run = refused(1, bad + ": expected a picture");
    assertThat(run.err()).contains("2 of 20 images cannot be read", "--skip-bad");
    Rawi skipping = Rawi.run(Flags.training(data, out, "--epochs", 1, "--skip-bad"));
    assertThat(skipping.exit()).as(skipping.err()).isZero();
    assertThat(skipping.err())
        .contains("left out: " + bad, "flag07.png", "2 of 20 images", "8 captions of 8 images");
  }

  @Test
  void anEncoderOfAnotherInputSize() {
    Path cnn = folder.resolve("cnn.rawi");
    assertThat(Rawi.run(Flags.training(data, cnn, "--epochs", 1, "--quiet")).exit()).isZero();
    refused(
        1,
        cnn + ": takes images of 16 x 16, --image-size asks for 32",
        "--encoder",
        cnn,
        "--image-size",
        32);
  }

  @Test
  void aModelThatIsNoEncoder() {
    Path dense = folder.resolve("dense.rawi");
    Network network =
        Network.of(Sequential.of(new Dense(2)), Shape.of(4), new Weights(1, DataType.FLOAT));
    ModelFile.of(KnownTypes.all()).write(dense, network);
    refused(1, dense + ": expected a model of images", "--encoder", dense, "--image-size", 0);
    refused(1, "nowhere: expected cnn, a saved model", "--encoder", "nowhere");
    Rawi predict = Rawi.run("caption", "predict", "--model", dense, "--quiet", "x.png");
    assertThat(predict.errLines())
        .containsExactly(
            "rawi: "
                + dense
                + ": expected a model of 'rawi caption train', got one without a language");
  }

  @Test
  void optionsThatDoNotFitTogether() {
    refused(2, "--encoder mobilenetv2: name its --weights", "--encoder", "mobilenetv2");
    refused(2, "--weights: only a named --encoder", "--weights", "w.h5");
    refused(2, "--image-size: expected at least 16", "--image-size", 8);
    refused(2, "--members: expected at least 1, got 0", "--members", 0);
    refused(2, "--join: expected one of init, first, attention, got 'glue'", "--join", "glue");
  }

  @Test
  void aLengthPowerBelowZero() {
    Rawi run = Rawi.run(Flags.training(data, out, "--length-power", "-0.5"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("rawi: --length-power: expected a number of at least 0");
  }

  @Test
  void aSingleImageToWatchByAScoreThatWeighsWordsByImages() throws IOException {
    Path captions = data.resolve("captions.tsv");
    List<String> left = new ArrayList<>();
    for (String row : Files.readAllLines(captions)) {
      String[] cells = row.split("\t", -1);
      if (cells[0].equals("valid") && !cells[1].equals("flag10.png")) {
        Files.deleteIfExists(data.resolve("images").resolve(cells[1]));
      } else {
        left.add(row);
      }
    }
    Files.write(captions, left);
    refused(1, "captions: CIDEr-D is 0 for a single image to watch", "--watch", "cider");
  }
}
