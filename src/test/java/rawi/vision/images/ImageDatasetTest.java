package rawi.vision.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.training.Batch;

class ImageDatasetTest {
  /** Picture i is one pixel of grey i, its class i modulo 3. */
  private record Greys(int size) implements ImageSource {
    @Override
    public List<String> classes() {
      return List.of("a", "b", "c");
    }

    @Override
    public int label(int index) {
      return index % 3;
    }

    @Override
    public Image image(int index) {
      return new Image(1, 1, 1, new byte[] {(byte) index});
    }

    @Override
    public String name(int index) {
      return "grey " + index;
    }
  }

  @Test
  @DisplayName("every picture comes once an epoch, in an order of the seed and the epoch alone")
  void shuffling() {
    ImageDataset data = ImageDataset.shuffled(new Greys(50), ImageDataset.Form.of(1, 1, 1), 16, 7);
    assertEquals(50, data.examples());
    List<Integer> first = pictures(data, 1);
    assertThat(first).containsExactlyInAnyOrderElementsOf(sorted(50)).isNotEqualTo(sorted(50));
    assertThat(pictures(data, 2)).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    assertEquals(first, pictures(data, 1));
    ImageDataset plain = ImageDataset.inOrder(new Greys(50), ImageDataset.Form.of(1, 1, 1), 16);
    assertEquals(sorted(50), pictures(plain, 3));
  }

  @Test
  @DisplayName("a batch holds numbers 0 to 255 with the channels last, and the labels")
  void batches() {
    ImageDataset data = ImageDataset.inOrder(new Greys(5), ImageDataset.Form.of(2, 3, 3), 4);
    List<Batch> all = new ArrayList<>();
    data.epoch(0).forEach(all::add);
    assertEquals(2, all.size());
    assertArrayEquals(new long[] {4, 2, 3, 3}, all.get(0).input().shape());
    assertArrayEquals(new long[] {1, 2, 3, 3}, all.get(1).input().shape());
    assertEquals(3, all.get(0).input().getDouble(3, 1, 2, 2));
    assertArrayEquals(new int[] {0, 1, 2, 0}, all.get(0).target().toIntVector());
    all.forEach(Batch::close);
  }

  @Test
  @DisplayName("a picture that cannot be read is named when its batch is made")
  void bad(@TempDir Path folder) {
    Pictures.plain(folder.resolve("cat/a.png"), 1, 1, 1);
    Path bad = Pictures.write(folder.resolve("dog/b.png"), new byte[] {1, 2, 3});
    ImageDataset data =
        ImageDataset.inOrder(FolderImages.open(folder), ImageDataset.Form.of(1, 1, 3), 2);
    assertThatThrownBy(() -> data.epoch(1).iterator().next())
        .isInstanceOf(ImageFileException.class)
        .hasMessageStartingWith(bad + ": expected a picture");
    assertThatThrownBy(() -> ImageDataset.Form.of(1, 1, 4)).hasMessageContaining("1 or 3 channels");
    assertThatThrownBy(() -> ImageDataset.inOrder(new Greys(1), ImageDataset.Form.of(1, 1, 1), 0))
        .hasMessage("batch: expected at least 1, got 0");
  }

  private static List<Integer> pictures(ImageDataset data, int epoch) {
    List<Integer> greys = new ArrayList<>();
    for (Batch batch : data.epoch(epoch)) {
      try (batch) {
        for (int i = 0; i < batch.size(); i++) {
          int grey = batch.input().getInt(i, 0, 0, 0);
          assertEquals(grey % 3, batch.target().getInt(i));
          greys.add(grey);
        }
      }
    }
    return greys;
  }

  private static List<Integer> sorted(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  @DisplayName("a mosaic shows the pictures of a batch side by side")
  void mosaic(@TempDir Path folder) throws IOException {
    float[] values = {0, 1, 0.5f};
    Path file = folder.resolve("mosaic.png");
    new Mosaic(2, 0, 1, 3).write(Nd4j.createFromArray(values).reshape(3, 1, 1, 1), file);
    BufferedImage read = ImageIO.read(Files.newInputStream(file));
    assertEquals(2 * 5 + 2, read.getWidth());
    assertEquals(2 * 5 + 2, read.getHeight());
    assertEquals(0xffffffff, read.getRGB(0, 0)); // the white between
    assertEquals(0xff000000, read.getRGB(2, 4));
    assertEquals(0xffffffff, read.getRGB(7, 2));
    assertEquals(0xff808080, read.getRGB(4, 9));
    assertThatThrownBy(() -> Mosaic.of(1).draw(Nd4j.zeros(1, 2, 2, 2)))
        .hasMessage("mosaic: expected 1 or 3 channels, got 2");
  }
}
