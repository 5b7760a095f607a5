package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * Zeros around the plane: (batch, height, width, channels) to (batch, top + height + bottom, left +
 * width + right, channels). A mask ends here.
 *
 * @param margins how many on each side
 */
public record ZeroPadding2D(Margins margins) implements OnPlanes {
  private static final int NOWHERE = -1;

  /** The same on all sides; Keras's default is 1. */
  public static ZeroPadding2D of(int all) {
    return new ZeroPadding2D(Margins.of(all));
  }

  @Override
  public Shape outputShape(Shape input) {
    return Surrounding.outputShape("ZeroPadding2D", margins, input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return Surrounding.layer(margins, (at, n) -> NOWHERE);
  }
}
