package rawi.apps.vision;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import rawi.nn.saving.AtomicFile;
import rawi.vision.images.Image;
import rawi.vision.images.ImageSource;

/** The worst mistakes as one picture: each image, what it is, and what it was taken for. */
record MistakeMosaic(ImageSource images, List<Judged.Mistake> mistakes) {
  private static final int COLUMNS = 8;
  private static final int SIDE = 96; // dots of an image
  private static final int GAP = 6;
  private static final int LINE = 14;
  private static final int CELL_HEIGHT = SIDE + 2 * LINE + GAP;
  private static final int FONT_SIZE = 11;

  /** Writes it as PNG. */
  void write(Path file) {
    BufferedImage picture = draw();
    AtomicFile.write(
        file,
        out -> {
          if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("this Java writes no PNG");
          }
        },
        written -> {});
  }

  BufferedImage draw() {
    int rows = (mistakes.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage picture =
        new BufferedImage(
            COLUMNS * (SIDE + GAP) + GAP,
            Math.max(1, rows) * CELL_HEIGHT + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
    for (int i = 0; i < mistakes.size(); i++) {
      int left = GAP + i % COLUMNS * (SIDE + GAP);
      int top = GAP + i / COLUMNS * CELL_HEIGHT;
      cell(pen, mistakes.get(i), left, top);
    }
    pen.dispose();
    return picture;
  }

  private void cell(Graphics2D pen, Judged.Mistake mistake, int left, int top) {
    Image image = images.image(mistake.index()).withChannels(3);
    float[] pixels = image.resized(SIDE, SIDE, false);
    for (int i = 0; i < SIDE * SIDE; i++) {
      pen.setColor(
          new Color(
              Math.round(pixels[3 * i]),
              Math.round(pixels[3 * i + 1]),
              Math.round(pixels[3 * i + 2])));
      pen.fillRect(left + i % SIDE, top + i / SIDE, 1, 1);
    }
    pen.setColor(Color.BLACK);
    pen.drawString(shortened(pen, mistake.label()), left, top + SIDE + LINE - 2);
    pen.setColor(new Color(180, 30, 30));
    String taken =
        String.format(Locale.ROOT, "%s %.0f %%", mistake.predicted(), 100 * mistake.probability());
    pen.drawString(shortened(pen, taken), left, top + SIDE + 2 * LINE - 2);
  }

  private static String shortened(Graphics2D pen, String text) {
    String shown = text;
    while (pen.getFontMetrics().stringWidth(shown) > SIDE && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2) + "…";
    }
    return shown;
  }
}
