package rawi.apps.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;
import rawi.apps.sentiment.Reviews;

/** What data and models that are not what they should be get: one line, exit 1, no model. */
class VisionRefusalTest {
  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("m.rawi");
  }

  private void refused(Path data, String message, Object... more) {
    Rawi run = Rawi.run(Bars.training(data, out, more));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .filteredOn(line -> line.startsWith("rawi: "))
        .singleElement()
        .asString()
        .startsWith("rawi: " + message);
    assertThat(out).doesNotExist();
  }

  private Path picture(String path) {
    return Bars.write(folder.resolve(path), Bars.draw(true, new Random(1)));
  }

  @Test
  void aFolderThatIsNotThere() {
    refused(folder.resolve("none"), folder.resolve("none") + ": there is no such file or folder");
  }

  @Test
  void aFolderWithOneClass() {
    picture("data/cat/1.png");
    refused(
        folder.resolve("data"),
        folder.resolve("data") + ": expected at least two classes, got only 'cat'");
  }

  @Test
  void anEmptyClass() throws IOException {
    picture("data/cat/1.png");
    Files.createDirectories(folder.resolve("data/dog"));
    refused(
        folder.resolve("data"),
        folder.resolve("data/dog") + ": expected pictures of this class, got none");
  }

  @Test
  void noImagesAtAll() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    refused(
        folder.resolve("data"),
        folder.resolve("data") + ": expected a folder of pictures for each class, got no picture");
  }

  @Test
  void tooFewImagesToKeepSome() {
    picture("data/cat/1.png");
    picture("data/dog/1.png");
    refused(
        folder.resolve("data"),
        folder.resolve("data") + ": expected a class with at least 10 pictures");
  }

  @Test
  void aLyingIdxHeader() throws IOException {
    Path data = Files.createDirectories(folder.resolve("idx"));
    Path images = data.resolve("train-images-idx3-ubyte");
    Files.write(images, idx(new int[] {1000, 12, 12}, 288));
    Files.write(data.resolve("train-labels-idx1-ubyte"), idx(new int[] {2}, 2));
    refused(data, images + ": the header [1000, 12, 12] announces 144000 bytes, the file has only");
  }

  @Test
  void idxOfOneClass() throws IOException {
    Path data = Files.createDirectories(folder.resolve("idx"));
    Files.write(data.resolve("train-images-idx3-ubyte"), idx(new int[] {2, 12, 12}, 288));
    Files.write(data.resolve("train-labels-idx1-ubyte"), idx(new int[] {2}, 2));
    refused(data, data + ": expected images of at least two classes, got only '0'");
  }

  @Test
  void aLabelFarFromAllOthers() throws IOException {
    Path data = Files.createDirectories(folder.resolve("idx"));
    Files.write(data.resolve("train-images-idx3-ubyte"), idx(new int[] {2, 12, 12}, 288));
    Path labels = data.resolve("train-labels-idx1-ubyte");
    byte[] bytes = idx(new int[] {2}, 2);
    bytes[bytes.length - 1] = (byte) 200;
    Files.write(labels, bytes);
    refused(
        data,
        labels
            + ": expected labels that number the classes from 0, got 200, and none from 1 to 199;"
            + " it is damaged, or number its classes anew");
  }

  @Test
  void aFolderInPlaceOfAPicture() {
    Path data = Bars.folder(folder.resolve("data"), 10);
    assertThat(Rawi.run(Bars.training(data, out, "--epochs", 1)).exit()).isZero();
    Path lying = data.resolve("lying");
    Rawi run = Rawi.run("vision", "predict", "--model", out, "--quiet", lying);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .containsExactly(
            "rawi: "
                + lying
                + ": expected a picture (PNG, JPEG, GIF or BMP), got a folder; name the pictures in"
                + " it");
  }

  private static byte[] idx(int[] dims, int bytes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + bytes).putInt(0x800 | dims.length);
    for (int dim : dims) {
      file.putInt(dim);
    }
    return file.array();
  }

  @Test
  void aPictureThatIsCutShortIsNamedInTheMiddleOfTraining() throws IOException {
    Path data = Bars.folder(folder.resolve("data"), 10);
    Path broken = data.resolve("lying/04.png");
    byte[] whole = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    refused(data, "a batch could not be prepared: " + broken + ": is cut short");
  }

  @Test
  void aClassThatTrainingNeverSawIsNamed() {
    Path data = Bars.folder(folder.resolve("data"), 10);
    assertThat(Rawi.run(Bars.training(data, out, "--epochs", 1)).exit()).isZero();
    Path other = folder.resolve("test");
    picture("test/lying/1.png");
    Path zebra = picture("test/zebra/1.png");
    Rawi run = Rawi.run("vision", "evaluate", "--model", out, "--data", other, "--quiet");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .containsExactly(
            "rawi: " + zebra + ": class 'zebra' was not seen in training; known: lying, standing");
    // among the images to watch too, before anything is trained
    Path second = folder.resolve("second.rawi");
    Rawi watched = Rawi.run(Bars.training(data, second, "--valid", other));
    assertThat(watched.exit()).isEqualTo(1);
    assertThat(watched.errLines()).last().asString().contains("class 'zebra' was not seen");
  }

  @Test
  void aModelOfSomethingElse() {
    Path reviews = Reviews.file(folder);
    assertThat(Rawi.run(Reviews.training(reviews, out, "--epochs", 1)).exit()).isZero();
    Rawi run = Rawi.run("vision", "predict", "--model", out, "--quiet", picture("a/1.png"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().startsWith("rawi: " + out + ": ");
  }

  @Test
  void picturesToPredictAreNamedWithoutAnOption() {
    Rawi data = Rawi.run("vision", "predict", "--model", out, "--data", "a.png");
    assertThat(data.exit()).isEqualTo(2);
    assertThat(data.errLines().get(0))
        .isEqualTo(
            "rawi: predict takes its pictures without --data: rawi vision predict --model M.rawi"
                + " a.png");
    Rawi none = Rawi.run("vision", "predict", "--model", out);
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.errLines().get(0)).startsWith("rawi: expected at least one picture: ");
  }
}
