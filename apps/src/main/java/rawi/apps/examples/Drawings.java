package rawi.apps.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Figures drawn in white on black, of any size, place, turn and stroke.
 *
 * @param images (count, 28, 28, 1), 0 to 255
 * @param kinds (count): what each shows, a place in {@link #KINDS}
 */
record Drawings(INDArray images, INDArray kinds) {
  static final int SIDE = 28;
  static final List<String> KINDS =
      List.of("disc", "ring", "square", "frame", "triangle", "cross", "line");

  /** So many drawings; equal seeds draw the same. */
  static Drawings of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * SIDE * SIDE];
    int[] kinds = new int[count];
    for (int i = 0; i < count; i++) {
      kinds[i] = random.nextInt(KINDS.size());
      copy(draw(kinds[i], random), pixels, i * SIDE * SIDE);
    }
    return new Drawings(
        Nd4j.createFromArray(pixels).reshape(count, SIDE, SIDE, 1), Nd4j.createFromArray(kinds));
  }

  private static BufferedImage draw(int kind, SplittableRandom random) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.WHITE);
    pen.translate(
        SIDE / 2.0 + 8 * random.nextDouble() - 4, SIDE / 2.0 + 8 * random.nextDouble() - 4);
    pen.rotate(2 * Math.PI * random.nextDouble());
    double r = 5 + 4 * random.nextDouble();
    pen.setStroke(new BasicStroke((float) (1.5 + 1.5 * random.nextDouble())));
    figure(pen, kind, r);
    pen.dispose();
    return picture;
  }

  private static void figure(Graphics2D pen, int kind, double r) {
    switch (KINDS.get(kind)) {
      case "disc" -> pen.fill(new Ellipse2D.Double(-r, -r, 2 * r, 2 * r));
      case "ring" -> pen.draw(new Ellipse2D.Double(-r, -r, 2 * r, 2 * r));
      case "square" -> pen.fill(new Rectangle2D.Double(-r, -r, 2 * r, 2 * r));
      case "frame" -> pen.draw(new Rectangle2D.Double(-r, -r, 2 * r, 2 * r));
      case "triangle" -> pen.draw(triangle(r));
      case "cross" -> {
        pen.draw(new Line2D.Double(-r, 0, r, 0));
        pen.draw(new Line2D.Double(0, -r, 0, r));
      }
      default -> pen.draw(new Line2D.Double(-r, 0, r, 0));
    }
  }

  private static Path2D triangle(double r) {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -r);
    path.lineTo(r, r);
    path.lineTo(-r, r);
    path.closePath();
    return path;
  }

  private static void copy(BufferedImage drawn, float[] pixels, int at) {
    float[] grey = drawn.getRaster().getPixels(0, 0, SIDE, SIDE, new float[SIDE * SIDE]);
    System.arraycopy(grey, 0, pixels, at, grey.length);
  }
}
