package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.AxisMap;

/**
 * The plane without its margins: (batch, height, width, channels) to (batch, height - top - bottom,
 * width - left - right, channels). A mask ends here.
 *
 * @param margins how many are cut off on each side
 */
public record Cropping2D(Margins margins) implements OnPlanes {
  /** The same on all sides. */
  public static Cropping2D of(int all) {
    return new Cropping2D(Margins.of(all));
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("Cropping2D", input);
    long height = smaller(Planes.height(input), margins.top() + margins.bottom());
    long width = smaller(Planes.width(input), margins.left() + margins.right());
    if (height == 0 || width == 0) {
      throw new IllegalArgumentException(
          "Cropping2D: expected more rows and columns than %s cuts off, got one example of shape %s"
              .formatted(margins, input));
    }
    return Shape.of(height, width, input.last());
  }

  private static long smaller(long n, int by) {
    return n == Shape.ANY ? n : Math.max(0, n - by);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) ->
        Resampled.pass(
            in,
            inner((int) in.values().size(1), margins.top(), margins.bottom()),
            inner((int) in.values().size(2), margins.left(), margins.right()),
            context);
  }

  private static AxisMap inner(int n, int before, int after) {
    return AxisMap.copying(n, n - before - after, i -> i + before);
  }
}
