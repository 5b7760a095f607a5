package rawi.vision.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetTest {
  @TempDir private Path folder;

  private static byte[] idx(int labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels).putInt(0x801).putInt(labels);
    for (int i = 0; i < labels; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  private static byte[] planes(int count) {
    return ByteBuffer.allocate(16 + count).putInt(0x803).putInt(count).putInt(1).putInt(1).array();
  }

  @Test
  void theFilesOfMnistHaveATrainingAndATestPart() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), planes(3));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(3));
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), planes(2));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(2));
    Files.writeString(folder.resolve("README.md"), "beside them");
    ImageSet set = new ImageSet(folder);
    assertThat(set.training().size()).isEqualTo(3);
    assertThat(set.test().size()).isEqualTo(2);
  }

  @Test
  void theFilesOfCifarHaveATrainingAndATestPart() throws IOException {
    Files.write(folder.resolve("data_batch_1.bin"), new byte[3 * 3073]);
    Files.write(folder.resolve("test_batch.bin"), new byte[3073]);
    assertThat(new ImageSet(folder).training().size()).isEqualTo(3);
    assertThat(new ImageSet(folder).test().size()).isEqualTo(1);
  }

  @Test
  void foldersOfPicturesAndAZipOfThemAreTakenWhole() {
    Pictures.plain(folder.resolve("a/1.png"), 10, 4, 4);
    Pictures.plain(folder.resolve("b/1.png"), 20, 4, 4);
    ImageSet set = new ImageSet(folder);
    assertThat(set.training().classes()).containsExactly("a", "b");
    assertThat(set.test().size()).isEqualTo(2);
    Path text = Pictures.write(folder.resolve("x.zip"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> new ImageSet(text).training()).hasMessageContaining("expected a ZIP");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new ImageSet(folder.resolve("none")).training())
        .isInstanceOf(ImageFileException.class)
        .hasMessageStartingWith(folder.resolve("none") + ": there is no such file or folder");
  }

  @Test
  void classesAreFoundByNameAndOneNeverSeenIsNamed() {
    Pictures.plain(folder.resolve("b/1.png"), 10, 4, 4);
    Pictures.plain(folder.resolve("d/1.png"), 20, 4, 4);
    ImageSource images = new ImageSet(folder).test();
    ImageSource known = images.withClasses(List.of("a", "b", "c", "d"));
    assertThat(known.label(0)).isEqualTo(1);
    assertThat(known.label(1)).isEqualTo(3);
    assertThat(known.classes()).hasSize(4);
    assertThatThrownBy(() -> images.withClasses(List.of("a", "b")))
        .hasMessage(
            folder.resolve("d/1.png") + ": class 'd' was not seen in training; known: a, b");
  }

  @Test
  void keptPicturesAreDecodedOnceAsLongAsThereIsRoom() {
    Pictures.plain(folder.resolve("a/1.png"), 10, 4, 4);
    Pictures.plain(folder.resolve("b/1.png"), 20, 4, 4);
    ImageSource images = new ImageSet(folder).training();
    AtomicInteger decoded = new AtomicInteger();
    ImageSource counting =
        new ImageSource() {
          @Override
          public List<String> classes() {
            return images.classes();
          }

          @Override
          public int size() {
            return images.size();
          }

          @Override
          public int label(int index) {
            return images.label(index);
          }

          @Override
          public Image image(int index) {
            decoded.incrementAndGet();
            return images.image(index);
          }

          @Override
          public String name(int index) {
            return images.name(index);
          }
        };
    ImageSource kept = counting.kept(4 * 4 * 3); // room for one
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(kept.image(0).value(0, 0, 0)).isEqualTo(10);
      assertThat(kept.image(1).value(0, 0, 0)).isEqualTo(20);
    }
    assertThat(decoded.get()).isEqualTo(1 + 3);
  }
}
