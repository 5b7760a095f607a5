package rawi.vision.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourcesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("IDX, gzip or not: pictures, labels, classes by number")
  void idx() {
    byte[] images = idx(3, 2, 2, 3); // two pictures of 2 x 3: 0 .. 11
    byte[] labels = new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 4, 1};
    Pictures.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(images));
    Pictures.write(folder.resolve("train-labels-idx1-ubyte"), labels);
    IdxImages read = IdxImages.training(folder);
    assertEquals(2, read.size());
    assertEquals(List.of("0", "1", "2", "3", "4"), read.classes());
    assertEquals(4, read.label(0));
    assertEquals(2, read.image(1).height());
    assertEquals(11, read.image(1).value(1, 2, 0));
    assertThatThrownBy(() -> IdxImages.test(folder))
        .hasMessage(
            folder + ": expected t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz in it");
  }

  @Test
  @DisplayName("with mirror images: the pictures, then each once more with left and right changed")
  void mirrored() {
    Path images = Pictures.write(folder.resolve("i"), idx(3, 2, 2, 3));
    Path labels = Pictures.write(folder.resolve("l"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 4, 1});
    ImageSource both = IdxImages.read(images, labels).withMirrored();
    assertEquals(4, both.size());
    assertEquals(both.label(1), both.label(3));
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 3; column++) {
        int value = both.image(1).value(row, column, 0);
        assertEquals(6 + 3 * row + column, value);
        assertEquals(value, both.image(3).value(row, 2 - column, 0));
      }
    }
  }

  @Test
  @DisplayName("IDX whose header lies, or whose files do not fit each other, is refused")
  void badIdx() {
    Path labels = Pictures.write(folder.resolve("l"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 4, 1});
    Path images = folder.resolve("i");
    byte[] good = idx(3, 2, 2, 3);
    byte[] many = good.clone();
    many[4] = 127; // says two thousand million pictures
    assertRefused(many, labels, "the header names sizes that cannot be: [2130706434, 2]");
    byte[] more = good.clone();
    more[7] = 3;
    assertRefused(
        more, labels, "[3, 2, 3] announces 18 bytes, the file has only 12; it is cut short");
    assertRefused(Arrays.copyOf(good, 40), labels, "announces 12 bytes, the file has more");
    assertRefused(Arrays.copyOf(good, 9), labels, "is cut short");
    byte[] none = good.clone();
    none[7] = 0;
    assertRefused(none, labels, "sizes that cannot be: [0]");
    byte[] floats = good.clone();
    floats[2] = 0x0d;
    assertRefused(floats, labels, "(it begins with 00000803), got 00000d03");
    byte[] zipped = gzip(good);
    assertRefused(Arrays.copyOf(zipped, zipped.length - 9), labels, "is cut short");
    zipped[zipped.length - 7] ^= 1; // its checksum
    assertRefused(zipped, labels, "its gzip compression is damaged");
    Pictures.write(images, idx(3, 3, 1, 1));
    assertThatThrownBy(() -> IdxImages.read(images, labels))
        .hasMessage(
            labels + ": expected a label for each of the 3 pictures of " + images + ", got 2");
  }

  private void assertRefused(byte[] images, Path labels, String reason) {
    Path file = Pictures.write(folder.resolve("i"), images);
    assertThatThrownBy(() -> IdxImages.read(file, labels))
        .isInstanceOf(ImageFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason);
  }

  private static byte[] idx(int rank, int... dims) {
    int length = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * rank + length);
    bytes.putInt(8 << 8 | rank);
    Arrays.stream(dims).forEach(bytes::putInt);
    for (int i = 0; i < length; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(all)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  @Test
  @DisplayName("CIFAR-10: planes become pixels, records run on from file to file")
  void cifar() {
    byte[] record = new byte[3073];
    record[0] = 7;
    Arrays.fill(record, 1, 1025, (byte) 200); // red
    record[1 + 1024 + 33] = 50; // green of row 1, column 1
    Pictures.write(folder.resolve("data_batch_1.bin"), record);
    record[0] = 9;
    Pictures.write(folder.resolve("data_batch_2.bin"), record);
    Pictures.write(folder.resolve("test_batch.bin"), record);
    CifarImages read = CifarImages.training(folder);
    assertEquals(2, read.size());
    assertEquals(9, read.label(1));
    assertEquals(200, read.image(1).value(1, 1, 0));
    assertEquals(50, read.image(0).value(1, 1, 1));
    assertEquals(0, read.image(0).value(1, 2, 2));
    assertEquals(10, read.classes().size());
    assertEquals(1, CifarImages.test(folder).size());
    record[0] = 10;
    Path bad = Pictures.write(folder.resolve("test_batch.bin"), record);
    assertThatThrownBy(() -> CifarImages.test(folder))
        .hasMessage(bad + ": record 0: expected a label below 10, got 10");
    Pictures.write(bad, Arrays.copyOf(record, 3000));
    assertThatThrownBy(() -> CifarImages.test(folder))
        .hasMessageStartingWith(bad + ": expected records of 3073 bytes, got 3000 bytes");
  }

  @Test
  @DisplayName("CIFAR-100: the fine label counts, names come from their file")
  void cifarHundred() {
    byte[] record = new byte[3074];
    record[0] = 3;
    record[1] = 42;
    Pictures.write(folder.resolve("train.bin"), record);
    String names = "n\n".repeat(99) + "leopard\n";
    Pictures.write(folder.resolve("fine_label_names.txt"), names.getBytes(StandardCharsets.UTF_8));
    CifarImages read = CifarImages.training(folder);
    assertEquals(42, read.label(0));
    assertEquals("leopard", read.classes().get(99));
    Pictures.write(folder.resolve("fine_label_names.txt"), new byte[] {'a', '\n'});
    assertThatThrownBy(() -> CifarImages.training(folder))
        .hasMessageEndingWith("expected the names of 100 classes, got 1");
    assertThatThrownBy(() -> CifarImages.test(folder.resolve("nowhere")))
        .hasMessageContaining("expected data_batch_1.bin");
  }

  @Test
  @DisplayName("a folder for each class, in the order of names; what systems leave is passed over")
  void folders() {
    Pictures.plain(folder.resolve("cat/b.png"), 10, 2, 3);
    Pictures.plain(folder.resolve("cat/a.PNG"), 20, 2, 3);
    Pictures.plain(folder.resolve("ant/z.png"), 30, 2, 3);
    Pictures.write(folder.resolve("cat/.DS_Store"), new byte[1]);
    FolderImages read = FolderImages.open(folder);
    assertEquals(List.of("ant", "cat"), read.classes());
    assertEquals(3, read.size());
    assertEquals(30, read.image(0).value(0, 0, 0));
    assertEquals(20, read.image(1).value(1, 2, 0));
    assertEquals(1, read.label(2));
    assertThat(read.name(2)).endsWith("cat/b.png");
    ImageSource part = read.range(1, 3);
    assertEquals(2, part.size());
    assertEquals(20, part.image(0).value(0, 0, 0));
  }

  @Test
  @DisplayName("one class, an empty class, no picture, a stray file: one line each")
  void badFolders() throws IOException {
    assertRefused(folder, ": expected a folder of pictures for each class, got no picture");
    assertRefused(
        folder.resolve("none"), ": expected a folder with a folder of pictures for each class");
    Pictures.plain(folder.resolve("cat/a.png"), 1, 1, 1);
    assertRefused(folder, ": expected at least two classes, got only 'cat'");
    Path empty = Files.createDirectory(folder.resolve("dog"));
    assertRefused(folder, empty + ": expected pictures of this class, got none");
    Path text = Pictures.write(empty.resolve("notes.txt"), new byte[1]);
    assertRefused(folder, text + ": expected a picture (.png, .jpg, .jpeg, .gif, .bmp)");
    Files.delete(text);
    Pictures.plain(folder.resolve("dog/a.png"), 1, 1, 1);
    Path stray = Pictures.write(folder.resolve("readme.md"), new byte[1]);
    assertRefused(folder, stray + ": expected only folders here, one of pictures for each class");
  }

  private static void assertRefused(Path folder, String reason) {
    assertThatThrownBy(() -> FolderImages.open(folder))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(reason);
  }

  @Test
  @DisplayName("a ZIP of such folders, also one within another; no ZIP is refused")
  void zips() throws IOException {
    byte[] picture = Files.readAllBytes(Pictures.plain(folder.resolve("p.png"), 90, 2, 2));
    Path file = folder.resolve("set.zip");
    zip(file, picture, "train/dog/1.png", "train/cat/2.png", "train/cat/1.png", "__MACOSX/x");
    try (ZipImages read = ZipImages.open(file)) {
      assertEquals(List.of("cat", "dog"), read.classes());
      assertEquals(3, read.size());
      assertEquals(file + ": train/cat/2.png", read.name(1));
      assertEquals(90, read.image(2).value(1, 1, 0));
    }
    zip(file, "no".getBytes(StandardCharsets.UTF_8), "cat/1.png", "dog/1.png");
    try (ZipImages read = ZipImages.open(file)) {
      assertThatThrownBy(() -> read.image(1))
          .hasMessageStartingWith(file + ": dog/1.png: expected a picture");
    }
    zip(file, picture, "cat/1.png", "dog/readme.txt");
    assertZipRefused(file, "dog/readme.txt: expected a picture");
    zip(file, picture, "cat/1.png");
    assertZipRefused(file, "expected at least two classes, got only 'cat'");
    zip(file, picture, "1.png");
    assertZipRefused(
        file, "1.png: expected a picture (.png, .jpg, .jpeg, .gif, .bmp) in the folder");
    assertZipRefused(folder.resolve("p.png"), "expected a ZIP file, or it is cut short");
    assertZipRefused(folder.resolve("gone.zip"), "there is no such file");
  }

  private static void assertZipRefused(Path file, String reason) {
    assertThatThrownBy(() -> ZipImages.open(file))
        .isInstanceOf(ImageFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason);
  }

  private static void zip(Path file, byte[] content, String... names) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
      }
    }
  }

  @Test
  @DisplayName("real: MNIST has 60,000 and 10,000 digits of 28 x 28, the first a 5")
  void mnist() {
    Path real = Pictures.data("vision_mnist");
    IdxImages training = IdxImages.training(real);
    assertEquals(60_000, training.size());
    assertEquals(28, training.image(59_999).width());
    assertEquals(10, training.classes().size());
    assertEquals(10_000, IdxImages.test(real).size());
  }

  @Test
  @DisplayName("real: the CIFAR-10 part has 15,000 and 5,000 JPEGs of 32 x 32 in ten classes")
  void cifarPart() {
    Path real = Pictures.data("vision_cifar10");
    try (ZipImages training = ZipImages.open(real.resolve("cifar10-train-jpg.zip"));
        ZipImages test = ZipImages.open(real.resolve("cifar10-test-jpg.zip"))) {
      assertEquals(15_000, training.size());
      assertEquals(5_000, test.size());
      assertEquals(training.classes(), test.classes());
      assertThat(training.classes()).hasSize(10).contains("airplane", "truck");
      for (int i = 0; i < 15_000; i += 997) {
        assertEquals(32, training.image(i).height());
        assertEquals(3, training.image(i).channels());
      }
    }
  }
}
