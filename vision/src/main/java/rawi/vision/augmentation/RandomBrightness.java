package rawi.vision.augmentation;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each image lighter or darker by an amount of its own: y = x + factor (high - low),
 * clipped to the range of values. Shapes stay.
 *
 * @param factor a share of the range of values, positive is lighter
 * @param valueRange of the pixels
 */
public record RandomBrightness(Range factor, ValueRange valueRange) implements OnPlanes {
  public RandomBrightness {
    factor.within(-1, 1, "RandomBrightness", "factor");
  }

  /** Up to {@code factor} either way, pixels 0 to 255. */
  public RandomBrightness(double factor) {
    this(Range.symmetric(factor), ValueRange.BYTES);
  }

  public RandomBrightness valueRange(ValueRange other) {
    return new RandomBrightness(factor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomBrightness", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining(
        "RandomBrightness",
        (pixels, frame, random) -> {
          double added = factor.draw(random) * valueRange.size();
          for (int i = 0; i < pixels.length; i++) {
            pixels[i] = valueRange.clip(pixels[i] + added);
          }
          return pixels;
        });
  }
}
