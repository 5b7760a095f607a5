package rawi.vision.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JPEG files that end with the mark of the end, but lack some of their data. */
class CutJpegTest {
  private static final byte MARK = (byte) 0xff;
  private static final byte END = (byte) 0xd9;
  private static final byte SCAN = (byte) 0xda;

  static Stream<Named<byte[]>> files() throws IOException {
    int grey = BufferedImage.TYPE_BYTE_GRAY;
    int colour = BufferedImage.TYPE_INT_RGB;
    return Stream.of(
        Named.of("colour", written(colour, false)),
        Named.of("colour, progressive", written(colour, true)),
        Named.of("grey", written(grey, false)),
        Named.of("grey, progressive", written(grey, true)),
        Named.of("another writer, progressive", stored("progressive-halved")),
        Named.of("another writer, tables of its own", stored("optimized-full")),
        Named.of("another writer, grey, progressive", stored("progressive-grey")));
  }

  private static byte[] written(int type, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(Pictures.gradient(31, 45, type), null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] stored(String name) throws IOException {
    String path = "/pictures/" + name + ".jpg";
    try (InputStream in = Objects.requireNonNull(CutJpegTest.class.getResourceAsStream(path))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("a whole file is read, with bytes behind its end too")
  void whole(byte[] file) {
    Image image = ImageFile.decode(file, "a.jpg");
    assertThat(image.width()).isGreaterThan(image.height());
    assertThat(ImageFile.decode(Arrays.copyOf(file, file.length + 100), "a.jpg").floats())
        .isEqualTo(image.floats());
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("cut anywhere and closed with the mark of the end, it is refused in one line")
  void cut(byte[] file) {
    for (int length = 2; length < file.length - 4; length += 7) {
      assertRefused(closed(file, length), "cut to " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("a file whose last passes are missing is refused")
  void betweenPasses(byte[] file) {
    int[] passes =
        IntStream.range(0, file.length - 1)
            .filter(i -> file[i] == MARK && file[i + 1] == SCAN)
            .toArray();
    for (int pass : passes) {
      assertRefused(closed(file, pass), "before " + pass);
    }
  }

  private static byte[] closed(byte[] file, int length) {
    byte[] cut = Arrays.copyOf(file, length + 2);
    cut[length] = MARK;
    cut[length + 1] = END;
    return cut;
  }

  private static void assertRefused(byte[] file, String what) {
    assertThatThrownBy(() -> ImageFile.decode(file, "a.jpg"))
        .as(what)
        .isInstanceOf(ImageFileException.class)
        .hasMessageStartingWith("a.jpg: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisplayName("four colours of print are refused, not taken for red, green and blue")
  void fourColours() throws IOException {
    byte[] file = stored("four-colours");
    assertThatThrownBy(() -> ImageFile.decode(file, "a.jpg"))
        .hasMessage("a.jpg: has four colours, as print shops write it (CMYK); convert it to RGB");
  }

  @Test
  @DisplayName("colours may come one after the other; none may be missing")
  void colourByColour() {
    String frame = "ffd8 ffc0000e 08 0008 0008 02 011100 021100";
    String first = "ffda0008 01 0100 003f00 aaff00bbffd0cc";
    String second = "ffff ffda0008 01 0200 003f00 dd";
    assertTrue(complete(frame + first + second + "ffd9"));
    assertFalse(complete(frame + first + "ffd9"));
    assertFalse(complete(frame + second + "ffd9"));
    assertFalse(complete(frame + first + second));
    assertFalse(complete(frame + "ffd9"));
    assertFalse(complete("ffd8 ffd9"));
  }

  @Test
  @DisplayName("in a progressive file each coefficient comes down to its last bit")
  void bitByBit() {
    String frame = "ffd8 ffc2000b 08 0008 0008 01 011100";
    String coarse = "ffda0008 01 0100 000001 aa"; // the mean, but for its last bit
    String fine = "ffda0008 01 0100 000010 bb";
    String others = "ffda0008 01 0100 013f00 cc";
    assertTrue(complete(frame + coarse + fine + others + "ffd9"));
    assertFalse(complete(frame + coarse + others + "ffd9"));
    assertFalse(complete(frame + coarse + fine + "ffd9"));
  }

  private static boolean complete(String hexadecimal) {
    return JpegScans.areComplete(HexFormat.of().parseHex(hexadecimal.replace(" ", "")));
  }
}
