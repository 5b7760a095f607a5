package rawi.vision.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Floats;
import rawi.nn.saving.AtomicFile;

/**
 * Many pictures in one, side by side on white.
 *
 * @param columns pictures in a row
 * @param low the number that is drawn black
 * @param high the number that is drawn white
 * @param scale how many dots a side each pixel is drawn with
 */
public record Mosaic(int columns, double low, double high, int scale) {
  private static final int GAP = 2;

  public Mosaic {
    if (columns < 1 || scale < 1 || !(low < high)) {
      throw new IllegalArgumentException(
          "mosaic: expected columns and scale of at least 1 and low < high, got %d, %d, %s and %s"
              .formatted(columns, scale, low, high));
    }
  }

  /** Numbers from 0 to 255, a dot for each pixel. */
  public static Mosaic of(int columns) {
    return new Mosaic(columns, 0, 255, 1);
  }

  /** Draws a batch (batch, height, width, 1 or 3). */
  public BufferedImage draw(INDArray batch) {
    int n = (int) batch.size(0);
    int height = (int) batch.size(1);
    int width = (int) batch.size(2);
    int channels = (int) batch.size(3);
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("mosaic: expected 1 or 3 channels, got " + channels);
    }
    float[] values = Floats.copy(batch);
    int rows = (n + columns - 1) / columns;
    BufferedImage picture =
        new BufferedImage(
            Math.min(n, columns) * (width * scale + GAP) + GAP,
            rows * (height * scale + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (int b = 0; b < n; b++) {
      int top = GAP + b / columns * (height * scale + GAP);
      int left = GAP + b % columns * (width * scale + GAP);
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          int at = ((b * height + i) * width + j) * channels;
          pen.setColor(colour(values, at, channels));
          pen.fillRect(left + j * scale, top + i * scale, scale, scale);
        }
      }
    }
    pen.dispose();
    return picture;
  }

  private Color colour(float[] values, int at, int channels) {
    int second = channels == 1 ? at : at + 1;
    int third = channels == 1 ? at : at + 2;
    return new Color(tone(values[at]), tone(values[second]), tone(values[third]));
  }

  private int tone(float value) {
    double share = (value - low) / (high - low);
    return (int) Math.round(255 * Math.min(Math.max(share, 0), 1));
  }

  /** Draws a batch and writes it as PNG. */
  public void write(INDArray batch, Path file) {
    BufferedImage picture = draw(batch);
    AtomicFile.write(
        file,
        out -> {
          if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("this Java writes no PNG");
          }
        },
        written -> {});
  }
}
