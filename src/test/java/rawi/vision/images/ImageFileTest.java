package rawi.vision.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  @DisplayName("what was written is read, number by number")
  void exact(String format) {
    Image image = decode(Pictures.gradient(5, 7, BufferedImage.TYPE_INT_RGB), format);
    assertEquals(5, image.height());
    assertEquals(7, image.width());
    assertEquals(3, image.channels());
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 7; j++) {
        assertEquals(Pictures.red(j), image.value(i, j, 0));
        assertEquals(Pictures.green(i), image.value(i, j, 1));
        assertEquals(77, image.value(i, j, 2));
      }
    }
  }

  @Test
  @DisplayName("a JPEG is nearly what was written, a GIF within its palette")
  void lossy() {
    BufferedImage gradient = Pictures.gradient(8, 8, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"jpg", "gif"}) {
      Image image = decode(gradient, format);
      assertThat(image.value(4, 4, 0)).isCloseTo(Pictures.red(4), within(40));
      assertThat(image.value(7, 4, 1)).isGreaterThan(image.value(0, 4, 1));
    }
  }

  @Test
  @DisplayName("greys keep their numbers: 100 stays 100, and 16 bits become their upper 8")
  void greys() {
    BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 100, 255});
    assertRow(new int[] {0, 100, 255}, decode(grey, "png"), 1);
    BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 100 << 8 | 200, 0xffff});
    assertRow(new int[] {0, 100, 255}, decode(deep, "png"), 1);
    BufferedImage bits = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffff);
    assertRow(new int[] {0, 255, 0}, decode(bits, "png"), 1);
  }

  @Test
  @DisplayName("transparency is dropped, the colours under it are kept")
  void transparency() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
    WritableRaster raster = picture.getRaster();
    raster.setPixel(0, 0, new int[] {10, 20, 30, 0});
    raster.setPixel(1, 0, new int[] {40, 50, 60, 128});
    Image image = decode(picture, "png");
    assertEquals(3, image.channels());
    assertEquals(20, image.value(0, 0, 1));
    assertEquals(60, image.value(0, 1, 2));
  }

  @Test
  @DisplayName("colour becomes grey by what the eye sees, grey becomes three equal channels")
  void channels() {
    Image colour = new Image(1, 1, 3, new byte[] {(byte) 200, 100, 50});
    assertEquals(Math.round(0.299 * 200 + 0.587 * 100 + 0.114 * 50), grey(colour));
    Image grey = new Image(1, 1, 1, new byte[] {(byte) 180});
    assertEquals(180, grey.withChannels(3).value(0, 0, 2));
  }

  private static long grey(Image colour) {
    return colour.withChannels(1).value(0, 0, 0);
  }

  @ParameterizedTest(name = "orientation {0}, {1}")
  @CsvSource({
    "1,0 1 2 3 4 5", "2,2 1 0 5 4 3", "3,5 4 3 2 1 0", "4,3 4 5 0 1 2",
    "5,0 3 1 4 2 5", "6,3 0 4 1 5 2", "7,5 2 4 1 3 0", "8,2 5 1 4 0 3"
  })
  @DisplayName("a picture of two rows is turned as the camera was held")
  void orientations(int orientation, String expected) {
    Image image = new Image(2, 3, 1, new byte[] {0, 1, 2, 3, 4, 5}).upright(orientation);
    assertEquals(orientation >= 5 ? 3 : 2, image.height());
    StringBuilder got = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      got.append(i == 0 ? "" : " ").append(image.value(i / image.width(), i % image.width(), 0));
    }
    assertEquals(expected, got.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("a JPEG whose camera lay on its side comes upright, in both byte orders")
  void exif(boolean little) {
    byte[] jpeg = Pictures.bytes(Pictures.gradient(16, 32, BufferedImage.TYPE_INT_RGB), "jpg");
    Image upright = ImageFile.decode(jpeg, "a");
    Image turned = ImageFile.decode(withOrientation(jpeg, 6, little), "a");
    assertEquals(32, turned.height());
    assertEquals(16, turned.width());
    assertEquals(upright.value(15, 0, 0), turned.value(0, 0, 0));
    assertEquals(upright.value(0, 31, 1), turned.value(31, 15, 1));
    for (int bad : new int[] {0, 9, 300}) {
      assertEquals(16, ImageFile.decode(withOrientation(jpeg, bad, little), "a").height());
    }
  }

  /** The JPEG with an EXIF part of one entry behind its first marker. */
  private static byte[] withOrientation(byte[] jpeg, int orientation, boolean little) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.put(new byte[] {(byte) 0xff, (byte) 0xe1}).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    exif.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, 2);
    all.writeBytes(exif.array());
    all.write(jpeg, 2, jpeg.length - 2);
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  @DisplayName("a file cut short anywhere is refused in one line that names it")
  void cutShort(String format) {
    byte[] whole = Pictures.bytes(Pictures.gradient(20, 30, BufferedImage.TYPE_INT_RGB), format);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ImageFile.decode(part, "pic." + format))
          .isInstanceOf(ImageFileException.class)
          .hasMessageStartingWith("pic." + format + ": ")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  @DisplayName("a damaged file gives a picture or one line, never anything else")
  void damaged(String format) {
    byte[] whole = Pictures.bytes(Pictures.gradient(20, 30, BufferedImage.TYPE_INT_RGB), format);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      byte[] bad = whole.clone();
      for (int k = 0; k < 1 + i % 5; k++) {
        bad[random.nextInt(i % 2 == 0 ? Math.min(64, bad.length) : bad.length)] =
            (byte) random.nextInt(256);
      }
      try {
        assertThat(ImageFile.decode(bad, "pic").height()).isPositive();
      } catch (ImageFileException e) {
        assertThat(e).hasMessageStartingWith("pic: ").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  @DisplayName("no picture, nothing, too wide: one line says what came")
  void refusals() {
    assertThatThrownBy(() -> ImageFile.decode("hello".getBytes(StandardCharsets.UTF_8), "a.png"))
        .hasMessage("a.png: expected a picture (PNG, JPEG, GIF or BMP), got something else");
    assertThatThrownBy(() -> ImageFile.decode(new byte[0], "a.png"))
        .hasMessage("a.png: expected a picture (PNG, JPEG, GIF or BMP), got an empty file");
    BufferedImage wide = new BufferedImage(50_000, 1, BufferedImage.TYPE_BYTE_BINARY);
    Path file = Pictures.write(folder.resolve("wide.png"), Pictures.bytes(wide, "png"));
    assertThatThrownBy(() -> ImageFile.read(file))
        .hasMessage(
            file
                + ": expected at most 20000 pixels a side and 120 million in all, got 50000 x 1; make"
                + " it smaller");
    Path missing = folder.resolve("none.png");
    assertThatThrownBy(() -> ImageFile.read(missing))
        .hasMessage(missing + ": there is no such file");
  }

  @Test
  @DisplayName("resizing: half-pixel centres, no antialiasing; the crop is central")
  void resizing() {
    Image ramp = new Image(1, 4, 1, new byte[] {0, 40, 80, 120});
    assertThat(ramp.resized(1, 2, false)).containsExactly(20, 100); // at 0.5 and 2.5
    assertThat(ramp.resized(1, 8, false)).containsExactly(0, 10, 30, 50, 70, 90, 110, 120);
    assertThat(ramp.resized(1, 1, true)).containsExactly(40); // column (4 - 1) / 2
    assertThat(ramp.resized(1, 4, false)).containsExactly(0, 40, 80, 120);
  }

  private static Image decode(BufferedImage picture, String format) {
    return ImageFile.decode(Pictures.bytes(picture, format), "picture." + format);
  }

  private static void assertRow(int[] expected, Image image, int channels) {
    assertEquals(channels, image.channels());
    for (int j = 0; j < expected.length; j++) {
      assertEquals(expected[j], image.value(0, j, 0));
    }
  }

  private static org.assertj.core.data.Offset<Integer> within(int value) {
    return org.assertj.core.data.Offset.offset(value);
  }
}
