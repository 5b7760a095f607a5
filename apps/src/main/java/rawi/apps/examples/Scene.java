package rawi.apps.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A drawn house by a tree under the sun: something with an up, a left and colours. */
final class Scene {
  static final int SIDE = 96;
  static final int CHANNELS = 3;

  private Scene() {}

  /** (1, 96, 96, 3), 0 to 255. */
  static INDArray draw() {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    fill(pen, new Color(150, 200, 240), 0, 0, SIDE, 64);
    fill(pen, new Color(110, 160, 70), 0, 64, SIDE, 32);
    pen.setColor(new Color(250, 215, 80));
    pen.fillOval(70, 6, 18, 18);
    fill(pen, new Color(225, 205, 170), 14, 42, 38, 34);
    pen.setColor(new Color(170, 60, 45));
    pen.fillPolygon(new Polygon(new int[] {8, 33, 58}, new int[] {44, 20, 44}, 3));
    fill(pen, new Color(110, 70, 40), 36, 56, 11, 20);
    fill(pen, new Color(60, 90, 140), 20, 52, 10, 10);
    fill(pen, new Color(100, 70, 40), 73, 56, 6, 22);
    pen.setColor(new Color(45, 110, 50));
    pen.fillOval(62, 32, 28, 30);
    pen.dispose();
    return array(picture);
  }

  private static void fill(Graphics2D pen, Color colour, int x, int y, int width, int height) {
    pen.setColor(colour);
    pen.fillRect(x, y, width, height);
  }

  private static INDArray array(BufferedImage picture) {
    float[] values = new float[SIDE * SIDE * CHANNELS];
    for (int i = 0; i < SIDE * SIDE; i++) {
      Color colour = new Color(picture.getRGB(i % SIDE, i / SIDE));
      values[CHANNELS * i] = colour.getRed();
      values[CHANNELS * i + 1] = colour.getGreen();
      values[CHANNELS * i + 2] = colour.getBlue();
    }
    return Nd4j.createFromArray(values).reshape(1, SIDE, SIDE, CHANNELS);
  }
}
