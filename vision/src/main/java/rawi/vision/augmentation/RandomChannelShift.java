package rawi.vision.augmentation;

import java.util.SplittableRandom;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each channel of each image lighter or darker by an amount of its own: y[c] = x[c] +
 * factor[c] (high - low), clipped to the range of values. Shapes stay.
 *
 * @param factor a share of the range of values
 * @param valueRange of the pixels
 */
public record RandomChannelShift(Range factor, ValueRange valueRange) implements OnPlanes {
  public RandomChannelShift {
    factor.within(-1, 1, "RandomChannelShift", "factor");
  }

  /** Up to {@code factor} either way, pixels 0 to 255. */
  public RandomChannelShift(double factor) {
    this(Range.symmetric(factor), ValueRange.BYTES);
  }

  public RandomChannelShift valueRange(ValueRange other) {
    return new RandomChannelShift(factor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomChannelShift", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining("RandomChannelShift", this::shift);
  }

  private float[] shift(float[] pixels, Frame frame, SplittableRandom random) {
    double[] added = new double[frame.channels()];
    for (int c = 0; c < added.length; c++) {
      added[c] = factor.draw(random) * valueRange.size();
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = valueRange.clip(pixels[i] + added[i % added.length]);
    }
    return pixels;
  }
}
