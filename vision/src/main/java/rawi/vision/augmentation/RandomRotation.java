package rawi.vision.augmentation;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each image turned about its middle by an angle of its own. Shapes stay.
 *
 * @param factor the angle as a share of a whole turn, positive counter-clockwise; {@code
 *     Range.symmetric(0.2)} is Keras's 0.2: up to 72 degrees either way
 * @param filling beyond the edge and between pixels
 */
public record RandomRotation(Range factor, Filling filling) implements OnPlanes {
  public RandomRotation {
    factor.within(-1, 1, "RandomRotation", "factor");
  }

  /** Up to {@code factor} turns either way, reflected at the edge. */
  public RandomRotation(double factor) {
    this(Range.symmetric(factor), Filling.DEFAULT);
  }

  public RandomRotation filling(Filling other) {
    return new RandomRotation(factor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomRotation", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining(
        "RandomRotation",
        (pixels, frame, random) -> {
          double radians = 2 * Math.PI * factor.draw(random);
          return filling.read(pixels, frame, Affine.rotation(radians, frame));
        });
  }
}
