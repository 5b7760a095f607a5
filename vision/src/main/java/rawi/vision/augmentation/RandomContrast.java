package rawi.vision.augmentation;

import java.util.SplittableRandom;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, the pixels of each image drawn away from or towards the mean of their channel: y =
 * (x - mean) (1 + factor) + mean, clipped to the range of values. Shapes stay.
 *
 * @param factor -1 leaves the mean alone, 0 the image as it is
 * @param valueRange of the pixels
 */
public record RandomContrast(Range factor, ValueRange valueRange) implements OnPlanes {
  private static final double MOST = 10;

  public RandomContrast {
    factor.within(-1, MOST, "RandomContrast", "factor");
  }

  /** Up to {@code factor} either way, pixels 0 to 255. */
  public RandomContrast(double factor) {
    this(Range.symmetric(factor), ValueRange.BYTES);
  }

  public RandomContrast valueRange(ValueRange other) {
    return new RandomContrast(factor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomContrast", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining("RandomContrast", this::change);
  }

  private float[] change(float[] pixels, Frame frame, SplittableRandom random) {
    double times = 1 + factor.draw(random);
    double[] mean = new double[frame.channels()];
    for (int i = 0; i < pixels.length; i++) {
      mean[i % mean.length] += pixels[i];
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= frame.height() * frame.width();
    }
    for (int i = 0; i < pixels.length; i++) {
      double middle = mean[i % mean.length];
      pixels[i] = valueRange.clip((pixels[i] - middle) * times + middle);
    }
    return pixels;
  }
}
