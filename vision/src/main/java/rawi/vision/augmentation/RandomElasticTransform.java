package rawi.vision.augmentation;

import java.util.SplittableRandom;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each image bent as if drawn on rubber (Simard, Steinkraus and Platt 2003, section
 * 2): every pixel is read at a place moved by alpha times a field of random numbers in [-1, 1] that
 * a Gaussian of sigma pixels has smoothed. Shapes stay.
 *
 * @param alpha how far, in pixels before the smoothing
 * @param sigma how smooth, in pixels; small tears, large only moves
 * @param filling beyond the edge and between pixels
 */
public record RandomElasticTransform(double alpha, double sigma, Filling filling)
    implements OnPlanes {
  public RandomElasticTransform {
    if (!(alpha >= 0 && sigma > 0) || Double.isInfinite(alpha + sigma)) {
      throw new IllegalArgumentException(
          "RandomElasticTransform: expected alpha of at least 0 and sigma above 0, got %s and %s"
              .formatted(alpha, sigma));
    }
  }

  /** Reflected at the edge. The paper's values for 29 x 29 digits are 34 and 4. */
  public RandomElasticTransform(double alpha, double sigma) {
    this(alpha, sigma, Filling.DEFAULT);
  }

  public RandomElasticTransform filling(Filling other) {
    return new RandomElasticTransform(alpha, sigma, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomElasticTransform", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    double[] bell = bell();
    return PerImage.inTraining(
        "RandomElasticTransform",
        (pixels, frame, random) ->
            filling.read(
                pixels,
                frame,
                new Field(frame.width(), field(frame, bell, random), field(frame, bell, random))));
  }

  /** How far each pixel is moved. */
  private record Field(int width, double[] right, double[] down) implements Filling.Mapping {
    @Override
    public double x(int row, int column) {
      return column + right[row * width + column];
    }

    @Override
    public double y(int row, int column) {
      return row + down[row * width + column];
    }
  }

  private double[] field(Frame frame, double[] bell, SplittableRandom random) {
    int n = frame.height() * frame.width();
    double[] noise = new double[n];
    for (int i = 0; i < n; i++) {
      noise[i] = alpha * random.nextDouble(-1, 1);
    }
    double[] across = smoothed(noise, frame.height(), frame.width(), frame.width(), 1, bell);
    return smoothed(across, frame.width(), frame.height(), 1, frame.width(), bell);
  }

  /** Each line, of {@code n} numbers {@code step} apart, with its neighbours' share; 0 beyond. */
  private static double[] smoothed(
      double[] a, int lines, int n, int lineStep, int step, double[] bell) {
    double[] smooth = new double[a.length];
    int reach = bell.length / 2;
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int k = Math.max(0, i - reach); k <= Math.min(n - 1, i + reach); k++) {
          sum += bell[k - i + reach] * a[line * lineStep + k * step];
        }
        smooth[line * lineStep + i * step] = sum;
      }
    }
    return smooth;
  }

  /** exp(-k^2 / (2 sigma^2)) up to three sigma, of sum 1. */
  private double[] bell() {
    int reach = Math.max(1, (int) Math.ceil(3 * sigma));
    double[] bell = new double[2 * reach + 1];
    double sum = 0;
    for (int k = -reach; k <= reach; k++) {
      bell[k + reach] = Math.exp(-k * k / (2 * sigma * sigma));
      sum += bell[k + reach];
    }
    for (int k = 0; k < bell.length; k++) {
      bell[k] /= sum;
    }
    return bell;
  }
}
