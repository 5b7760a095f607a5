package rawi.vision.images;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG, JPEG, GIF (its first picture) and BMP. Numbers are those of the file: colour profiles
 * are not applied and transparency is dropped, as TensorFlow does; 16 bits become 8. A JPEG is
 * turned upright by what its camera wrote.
 */
public final class ImageFile {
  /** Longest side; longer ones are mistakes or attacks. */
  static final int MOST_SIDE = 20_000;

  /** Most pixels: 120 million take 360 MB. */
  static final long MOST_PIXELS = 120_000_000;

  private static final String KINDS = "PNG, JPEG, GIF or BMP";

  private ImageFile() {}

  /**
   * Reads a picture with the channels that its file has.
   *
   * @throws ImageFileException naming the file, if it is no picture, cut short, damaged or too
   *     large
   */
  public static Image read(Path file) {
    return decode(bytes(file), file.toString());
  }

  static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new ImageFileException(
          file + ": expected a picture (" + KINDS + "), got a folder; name the pictures in it");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ImageFileException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new ImageFileException(file + ": could not be read: " + reason(e), e);
    }
  }

  /**
   * Reads a picture from what its file holds.
   *
   * @param name what errors call it
   */
  public static Image decode(byte[] file, String name) {
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new ImageFileException(
            "%s: expected a picture (%s), got %s".formatted(name, KINDS, what(file)));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        String format = format(reader, name);
        requireSize(reader, name);
        if (!Ending.isThere(file, format)) {
          throw new ImageFileException(name + ": is cut short: the end of the picture is missing");
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
        BufferedImage picture = reader.read(0);
        requireData(warnings, name);
        if (format.equals("jpeg") && picture.getRaster().getNumBands() > 3) {
          throw new ImageFileException(
              name + ": has four colours, as print shops write it (CMYK); convert it to RGB");
        }
        Image image = pixels(picture);
        return format.equals("jpeg") ? image.upright(Exif.orientation(file)) : image;
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(name, e);
    } catch (NegativeArraySizeException | IllegalStateException | ArithmeticException e) {
      throw damaged(name, e);
    }
  }

  private static ImageFileException damaged(String name, Exception e) {
    return new ImageFileException(
        "%s: is damaged, or of a kind that is not read: %s".formatted(name, reason(e)), e);
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String what(byte[] file) {
    return file.length == 0 ? "an empty file" : "something else";
  }

  private static String format(ImageReader reader, String name) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    return switch (format) {
      case "jpg", "jpeg" -> "jpeg";
      case "png", "gif", "bmp" -> format;
      default ->
          throw new ImageFileException(
              "%s: expected a picture (%s), got %s".formatted(name, KINDS, format));
    };
  }

  private static void requireSize(ImageReader reader, String name) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS) {
      throw new ImageFileException(
          "%s: expected at most %d pixels a side and %d million in all, got %d x %d; make it smaller"
              .formatted(name, MOST_SIDE, MOST_PIXELS / 1_000_000, width, height));
    }
  }

  /** The decoder of JPEG fills up data that end too soon, or make no sense, and only warns. */
  private static void requireData(List<String> warnings, String name) {
    for (String warning : warnings) {
      if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous")) {
        throw new ImageFileException("%s: is cut short or damaged: %s".formatted(name, warning));
      }
    }
  }

  /** The numbers of the raster itself: asking for colours would bend greys by their gamma. */
  private static Image pixels(BufferedImage picture) {
    return picture.getColorModel() instanceof IndexColorModel palette
        ? indexed(picture, palette)
        : direct(picture);
  }

  private static Image direct(BufferedImage picture) {
    Raster raster = picture.getRaster();
    int bands = raster.getNumBands();
    int channels = bands >= 3 ? 3 : 1;
    int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    int width = picture.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(picture.getHeight() * channels, width)];
    int[] row = new int[width * bands];
    int at = 0;
    for (int i = 0; i < picture.getHeight(); i++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + i, width, 1, row);
      for (int j = 0; j < width; j++) {
        for (int c = 0; c < channels; c++) {
          pixels[at++] = (byte) (row[j * bands + c] >> shift);
        }
      }
    }
    return new Image(picture.getHeight(), width, channels, pixels);
  }

  private static Image indexed(BufferedImage picture, IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    boolean grey = true;
    for (int rgb : colours) {
      grey &= ((rgb >> 16) & 0xff) == (rgb & 0xff) && ((rgb >> 8) & 0xff) == (rgb & 0xff);
    }
    int width = picture.getWidth();
    int channels = grey ? 1 : 3;
    byte[] pixels = new byte[Math.multiplyExact(picture.getHeight() * channels, width)];
    Raster raster = picture.getRaster();
    int at = 0;
    for (int i = 0; i < picture.getHeight(); i++) {
      for (int j = 0; j < width; j++) {
        int rgb = colours[raster.getSample(raster.getMinX() + j, raster.getMinY() + i, 0)];
        for (int c = 0; c < channels; c++) {
          pixels[at++] = (byte) (rgb >> (16 - 8 * c));
        }
      }
    }
    return new Image(picture.getHeight(), width, channels, pixels);
  }
}
