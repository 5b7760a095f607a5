package rawi.apps.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import rawi.vision.images.Image;

/**
 * A picture within a page: no larger than a page has room for, written into the page itself.
 *
 * @param uri {@code data:} with the picture's file
 */
public record Picture(int width, int height, String uri) {
  private static final int MOST_SIDE = 320; // pixels
  private static final int SMALL = 96; // up to here every pixel counts
  private static final float QUALITY = 0.85f; // of JPEG

  /** An image; larger ones are made smaller. */
  public static Picture of(Image image) {
    BufferedImage picture = buffered(image.withChannels(3));
    int largest = Math.max(image.width(), image.height());
    if (largest <= SMALL) {
      return new Picture(
          picture.getWidth(), picture.getHeight(), uri("image/png", encoded(picture, "png")));
    }
    while (largest > MOST_SIDE) { // by halves at most, or pixels between are not looked at
      double share = Math.max(0.5, (double) MOST_SIDE / largest);
      picture = smaller(picture, share);
      largest = Math.max(picture.getWidth(), picture.getHeight());
    }
    return new Picture(
        picture.getWidth(), picture.getHeight(), uri("image/jpeg", encoded(picture, "jpeg")));
  }

  /** Whether it is so small that its pixels are drawn as squares. */
  boolean small() {
    return Math.max(width, height) <= SMALL;
  }

  private static BufferedImage buffered(Image image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < image.height(); i++) {
      for (int j = 0; j < image.width(); j++) {
        picture.setRGB(
            j, i, image.value(i, j, 0) << 16 | image.value(i, j, 1) << 8 | image.value(i, j, 2));
      }
    }
    return picture;
  }

  private static BufferedImage smaller(BufferedImage from, double share) {
    int width = Math.max(1, (int) (from.getWidth() * share));
    int height = Math.max(1, (int) (from.getHeight() * share));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(from, 0, 0, width, height, null);
    pen.dispose();
    return picture;
  }

  private static byte[] encoded(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(to);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static String uri(String type, byte[] file) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(file);
  }
}
