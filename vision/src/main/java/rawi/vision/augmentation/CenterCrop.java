package rawi.vision.augmentation;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.AxisMap;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;
import rawi.vision.layers.Resampled;

/**
 * The middle of each image, in training and after: (batch, h, w, channels) to (batch, height,
 * width, channels). A smaller image is enlarged to cover the target, and then cut.
 */
public record CenterCrop(int height, int width) implements OnPlanes {
  public CenterCrop {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "CenterCrop: expected height and width of at least 1, got %d and %d"
              .formatted(height, width));
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("CenterCrop", input);
    return Shape.of(height, width, input.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    Layer covering = new Resizing(height, width).cropToAspectRatio(true).build(input, weights);
    return (in, context) -> {
      int h = (int) in.values().size(1);
      int w = (int) in.values().size(2);
      return h < height || w < width
          ? covering.forward(in, context)
          : Resampled.pass(in, middle(h, height), middle(w, width), context);
    };
  }

  private static AxisMap middle(int n, int size) {
    return AxisMap.identity(size).within((n - size) / 2, n);
  }
}
