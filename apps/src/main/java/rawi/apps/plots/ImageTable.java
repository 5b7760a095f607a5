package rawi.apps.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.saving.AtomicFile;
import rawi.vision.images.Mosaic;

/** Rows of small images, each row with what was done to them. */
public final class ImageTable {
  private static final int LABEL = 215; // width of the first column
  private static final int FONT_SIZE = 13;
  private static final int GAP = 4;

  private final int side;
  private final int columns;
  private final List<String> labels = new ArrayList<>();
  private final List<BufferedImage> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param side what small images are enlarged to, in dots
   * @param columns images beside each other; of more, a row has several lines
   */
  public ImageTable(int side, int columns) {
    this.side = side;
    this.columns = columns;
  }

  /** A row of images (n, height, width, 1 or 3) from 0 to 255; small ones are enlarged. */
  public void add(String label, INDArray images) {
    int scale = (int) Math.max(1, side / Math.max(images.size(1), images.size(2)));
    labels.add(label);
    rows.add(new Mosaic(columns, 0, 255, scale).draw(images));
  }

  /** Writes it as PNG. */
  public void write(Path file) {
    BufferedImage picture = draw();
    AtomicFile.write(
        file,
        out -> {
          ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
          ImageWriteParam smallest = writer.getDefaultWriteParam();
          smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          smallest.setCompressionQuality(0); // of the time spent: PNG loses nothing
          try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            writer.write(null, new IIOImage(picture, null, null), smallest);
          } finally {
            writer.dispose();
          }
        },
        written -> {});
  }

  private BufferedImage draw() {
    int width = LABEL + rows.stream().mapToInt(BufferedImage::getWidth).max().orElse(0);
    int height = rows.stream().mapToInt(row -> row.getHeight() + GAP).sum();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
    int top = 0;
    for (int i = 0; i < rows.size(); i++) {
      BufferedImage row = rows.get(i);
      pen.drawString(labels.get(i), GAP, top + (row.getHeight() + FONT_SIZE) / 2);
      pen.drawImage(row, LABEL, top, null);
      top += row.getHeight() + GAP;
    }
    pen.dispose();
    return picture;
  }
}
