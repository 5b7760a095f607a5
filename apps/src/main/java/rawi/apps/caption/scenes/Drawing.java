package rawi.apps.caption.scenes;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import rawi.vision.images.Image;

/** Draws scenes; places, sizes, turns and colours vary a little from picture to picture. */
final class Drawing {
  private static final double TURN = 0.12; // radians either way
  private static final int SHADE = 22; // of a colour, either way
  private static final double STAR_WAIST = 0.4; // of its radius
  private static final int CHANNELS = 3;

  private final int side;

  Drawing(int side) {
    this.side = side;
  }

  /** A picture of a scene; the same for the same state of the random stream. */
  Image of(Scene scene, SplittableRandom random) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(ground(scene.ground(), random));
    pen.fillRect(0, 0, side, side);
    List<Place> places = Place.of(scene, random);
    for (int i = 0; i < places.size(); i++) {
      figure(pen, figure(scene, i), places.get(i), random);
    }
    pen.dispose();
    return image(picture);
  }

  private static Figure figure(Scene scene, int index) {
    if (scene instanceof Scene.Pair pair) {
      return index == 0 ? pair.first() : pair.second();
    } else if (scene instanceof Scene.Group group) {
      return group.figure();
    }
    throw new IllegalStateException("no figures in " + scene);
  }

  private void figure(Graphics2D pen, Figure figure, Place place, SplittableRandom random) {
    AffineTransform to = AffineTransform.getScaleInstance(side, side);
    to.translate(place.x(), place.y());
    to.rotate(TURN * (2 * random.nextDouble() - 1));
    to.scale(place.r(), place.r());
    pen.setColor(varied(colour(figure.colour()), random));
    pen.fill(to.createTransformedShape(outline(figure.shape())));
  }

  /** Within the circle of radius 1 around 0, with like areas. */
  private static java.awt.Shape outline(Shape shape) {
    return switch (shape) {
      case CIRCLE -> new Ellipse2D.Double(-0.9, -0.9, 1.8, 1.8);
      case SQUARE -> new Rectangle2D.Double(-0.82, -0.82, 1.64, 1.64);
      case TRIANGLE -> polygon(1, 1, 1);
      case STAR ->
          polygon(1, STAR_WAIST, 1, STAR_WAIST, 1, STAR_WAIST, 1, STAR_WAIST, 1, STAR_WAIST);
    };
  }

  /** The corners at these distances from 0, the first above, the others at equal angles. */
  private static Path2D polygon(double... radii) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < radii.length; i++) {
      double angle = 2 * Math.PI * i / radii.length - Math.PI / 2;
      double x = radii[i] * Math.cos(angle);
      double y = radii[i] * Math.sin(angle);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }

  private static Color colour(Colour colour) {
    return switch (colour) {
      case RED -> new Color(214, 40, 40);
      case BLUE -> new Color(45, 90, 220);
      case GREEN -> new Color(40, 160, 65);
      case YELLOW -> new Color(232, 200, 30);
    };
  }

  /** A grey: the background has no colour of its own. */
  private static Color ground(Ground ground, SplittableRandom random) {
    int light =
        switch (ground) {
          case WHITE -> 233;
          case GREY -> 140;
          case BLACK -> 22;
        };
    int shade = shade(light, random);
    return new Color(shade, shade, shade);
  }

  private static Color varied(Color colour, SplittableRandom random) {
    return new Color(
        shade(colour.getRed(), random),
        shade(colour.getGreen(), random),
        shade(colour.getBlue(), random));
  }

  private static int shade(int value, SplittableRandom random) {
    return Math.max(0, Math.min(255, value + random.nextInt(-SHADE, SHADE + 1)));
  }

  private Image image(BufferedImage picture) {
    byte[] pixels = new byte[side * side * CHANNELS];
    int[] colours = picture.getRGB(0, 0, side, side, new int[side * side], 0, side);
    for (int i = 0; i < colours.length; i++) {
      pixels[CHANNELS * i] = (byte) (colours[i] >> 16);
      pixels[CHANNELS * i + 1] = (byte) (colours[i] >> 8);
      pixels[CHANNELS * i + 2] = (byte) colours[i];
    }
    return new Image(side, side, CHANNELS, pixels);
  }
}
