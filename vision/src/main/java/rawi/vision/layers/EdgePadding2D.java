package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * The plane's edge stretched outwards: 1 2 3 becomes 1 1 1 2 3 3 3 with two places on each side.
 * (batch, height, width, channels) to (batch, top + height + bottom, left + width + right,
 * channels). A mask ends here.
 *
 * @param margins how many on each side
 */
public record EdgePadding2D(Margins margins) implements OnPlanes {
  /** The same on all sides. */
  public static EdgePadding2D of(int all) {
    return new EdgePadding2D(Margins.of(all));
  }

  @Override
  public Shape outputShape(Shape input) {
    return Surrounding.outputShape("EdgePadding2D", margins, input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return Surrounding.layer(margins, (at, n) -> at < 0 ? 0 : n - 1);
  }
}
