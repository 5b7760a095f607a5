package rawi.vision.augmentation;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, images turned to their negative: y = low + high - x. Shapes stay.
 *
 * @param factor the probability with which an image is, in [0, 1]
 * @param valueRange of the pixels
 */
public record RandomInvert(double factor, ValueRange valueRange) implements OnPlanes {
  public RandomInvert {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "RandomInvert: expected a factor in [0, 1], got " + factor);
    }
  }

  /** Pixels 0 to 255. */
  public RandomInvert(double factor) {
    this(factor, ValueRange.BYTES);
  }

  public RandomInvert valueRange(ValueRange other) {
    return new RandomInvert(factor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomInvert", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    float both = (float) (valueRange.low() + valueRange.high());
    return PerImage.inTraining(
        "RandomInvert",
        (pixels, frame, random) -> {
          boolean inverted = random.nextDouble() < factor;
          for (int i = 0; inverted && i < pixels.length; i++) {
            pixels[i] = both - pixels[i];
          }
          return pixels;
        });
  }
}
