package rawi.vision.augmentation;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each image moved by a way of its own. Shapes stay.
 *
 * @param heightFactor a share of the height, positive downwards
 * @param widthFactor a share of the width, positive to the right
 * @param filling beyond the edge and between pixels
 */
public record RandomTranslation(Range heightFactor, Range widthFactor, Filling filling)
    implements OnPlanes {
  public RandomTranslation {
    heightFactor.within(-1, 1, "RandomTranslation", "heightFactor");
    widthFactor.within(-1, 1, "RandomTranslation", "widthFactor");
  }

  /** Up to these shares of height and width either way, reflected at the edge. */
  public RandomTranslation(double heightFactor, double widthFactor) {
    this(Range.symmetric(heightFactor), Range.symmetric(widthFactor), Filling.DEFAULT);
  }

  public RandomTranslation filling(Filling other) {
    return new RandomTranslation(heightFactor, widthFactor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomTranslation", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining(
        "RandomTranslation",
        (pixels, frame, random) -> {
          double rows = heightFactor.draw(random) * frame.height();
          double columns = widthFactor.draw(random) * frame.width();
          return filling.read(pixels, frame, Affine.translation(rows, columns));
        });
  }
}
