package rawi.apps.examples;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Gaussian;

/**
 * Digits of seven strokes as a clock shows them, each a little moved, leant and of another width:
 * grey images that a program can make.
 *
 * @param pixels (images, 256), 0 dark to 1
 * @param digits (images)
 */
record Digits(INDArray pixels, int[] digits) {
  static final int SIDE = 16;
  static final int PIXELS = SIDE * SIDE;

  /** Strokes from (x, y) to (x, y), the digit being 1 wide and 2 high. */
  private static final double[][] STROKES = {
    {0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 1, 2}, {0, 2, 1, 2}, {0, 1, 0, 2}, {0, 0, 0, 1}, {0, 1, 1, 1}
  };

  /** The strokes of each digit, the first of them the lowest bit. */
  private static final int[] DRAWN = {
    0b0111111, 0b0000110, 0b1011011, 0b1001111, 0b1100110, 0b1101101, 0b1111101, 0b0000111,
    0b1111111, 0b1101111
  };

  private static final double SCALE = 5; // pixels for 1

  /**
   * Equally many of each, by the seed.
   *
   * @param variety how much they differ, 0 to 1
   */
  static Digits draw(long seed, int images, double variety) {
    Gaussian random = new Gaussian(seed);
    float[] pixels = new float[images * PIXELS];
    int[] digits = new int[images];
    for (int i = 0; i < images; i++) {
      digits[i] = i % DRAWN.length;
      draw(digits[i], random, variety, pixels, i * PIXELS);
    }
    return new Digits(Nd4j.createFromArray(pixels).reshape(images, PIXELS), digits);
  }

  private static void draw(int digit, Gaussian random, double variety, float[] pixels, int from) {
    double left = SIDE / 2.0 - SCALE / 2 + variety * random.uniform(-1, 1);
    double top = SIDE / 2.0 - SCALE + variety * random.uniform(-1, 1);
    double lean = 0.25 * variety * random.uniform(-1, 1);
    double width = 0.95 + 0.25 * variety * random.uniform(-1, 1); // half of it, in pixels
    for (int p = 0; p < PIXELS; p++) {
      int row = p / SIDE;
      double y = (row + 0.5 - top) / SCALE;
      double x = (p % SIDE + 0.5 - left) / SCALE + lean * (y - 1);
      double distance = SIDE;
      for (int s = 0; s < STROKES.length; s++) {
        if ((DRAWN[digit] >> s & 1) == 1) {
          distance = Math.min(distance, SCALE * distance(x, y, STROKES[s]));
        }
      }
      pixels[from + p] = (float) Math.min(1, Math.max(0, width - distance + 0.5));
    }
  }

  /** From a point to a stroke. */
  private static double distance(double x, double y, double[] stroke) {
    double alongX = stroke[2] - stroke[0];
    double alongY = stroke[3] - stroke[1];
    double share = (x - stroke[0]) * alongX + (y - stroke[1]) * alongY; // its length is 1
    double t = Math.min(1, Math.max(0, share));
    return Math.hypot(x - stroke[0] - t * alongX, y - stroke[1] - t * alongY);
  }

  /** One of each digit, as {@link ImageTable} takes them: (10, 16, 16, 1), 0 to 255. */
  static INDArray tenOf(INDArray pixels) {
    int[] rows = IntStream.range(0, DRAWN.length).toArray();
    return pictures(Nd4j.pullRows(pixels, 1, rows));
  }

  /** (images, 256) from 0 to 1 as images (images, 16, 16, 1) from 0 to 255. */
  static INDArray pictures(INDArray pixels) {
    return pixels.mul(255).reshape('c', pixels.size(0), SIDE, SIDE, 1);
  }

  /** The mean of squared differences. */
  static double squaredError(INDArray a, INDArray b) {
    INDArray difference = a.sub(b);
    return difference.muli(difference).meanNumber().doubleValue();
  }

  /** The squared error of saying the mean image whatever comes. */
  static double squaredErrorOfMean(INDArray train, INDArray test) {
    return squaredError(test, train.mean(0).reshape(1, PIXELS).broadcast(test.shape()));
  }
}
