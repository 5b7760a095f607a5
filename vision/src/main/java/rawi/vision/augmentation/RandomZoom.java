package rawi.vision.augmentation;

import java.util.Optional;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each image enlarged or shrunk about its middle by a factor of its own. Shapes stay.
 *
 * @param heightFactor a share of the height: 0.2 zooms out by 20 %, -0.2 zooms in
 * @param widthFactor the same for the width, drawn by itself; absent: as the height, so that
 *     proportions stay
 * @param filling beyond the edge and between pixels
 */
public record RandomZoom(Range heightFactor, Optional<Range> widthFactor, Filling filling)
    implements OnPlanes {
  private static final double MOST = 10;

  public RandomZoom {
    heightFactor.within(-0.999, MOST, "RandomZoom", "heightFactor");
    widthFactor.ifPresent(w -> w.within(-0.999, MOST, "RandomZoom", "widthFactor"));
  }

  /** Up to {@code factor} in or out, proportions kept, reflected at the edge. */
  public RandomZoom(double factor) {
    this(Range.symmetric(factor), Optional.empty(), Filling.DEFAULT);
  }

  public RandomZoom filling(Filling other) {
    return new RandomZoom(heightFactor, widthFactor, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomZoom", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining(
        "RandomZoom",
        (pixels, frame, random) -> {
          double vertical = 1 + heightFactor.draw(random);
          double horizontal = widthFactor.map(w -> 1 + w.draw(random)).orElse(vertical);
          return filling.read(pixels, frame, Affine.zoom(vertical, horizontal, frame));
        });
  }
}
