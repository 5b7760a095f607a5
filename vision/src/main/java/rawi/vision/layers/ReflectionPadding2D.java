package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * The plane mirrored at its outermost rows and columns, which are not repeated: 1 2 3 becomes 3 2 1
 * 2 3 2 1 with two places on each side. (batch, height, width, channels) to (batch, top + height +
 * bottom, left + width + right, channels). A mask ends here.
 *
 * @param margins how many on each side; less than the plane has
 */
public record ReflectionPadding2D(Margins margins) implements OnPlanes {
  /** The same on all sides. */
  public static ReflectionPadding2D of(int all) {
    return new ReflectionPadding2D(Margins.of(all));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = Surrounding.outputShape("ReflectionPadding2D", margins, input);
    int rows = Math.max(margins.top(), margins.bottom());
    int columns = Math.max(margins.left(), margins.right());
    if (tooFew(Planes.height(input), rows) || tooFew(Planes.width(input), columns)) {
      throw new IllegalArgumentException(
          "ReflectionPadding2D: expected more rows than %d and more columns than %d to mirror, got one example of shape %s"
              .formatted(rows, columns, input));
    }
    return output;
  }

  private static boolean tooFew(long n, int margin) {
    return n != Shape.ANY && n <= margin;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return Surrounding.layer(margins, (at, n) -> at < 0 ? -at : 2 * n - 2 - at);
  }
}
