package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Window;

/**
 * The largest value of each window, channel by channel: (batch, height, width, channels) to (batch,
 * height', width', channels); sizes: {@link rawi.nn.backend.Span}. The gradient goes to the place
 * that was largest, the first of equals in reading order. A mask ends here.
 *
 * @param poolSize of the window
 * @param strides from one window to the next
 * @param padding whether windows may stand over the edge
 */
public record MaxPooling2D(Size poolSize, Size strides, Padding padding) implements OnPlanes {
  public MaxPooling2D {
    Planes.requireSize("MaxPooling2D", "poolSize", poolSize, 1);
    Planes.requireSize("MaxPooling2D", "strides", strides, 1);
  }

  /** Square windows side by side, valid. */
  public static MaxPooling2D of(int poolSize) {
    return new MaxPooling2D(Size.of(poolSize), Size.of(poolSize), Padding.VALID);
  }

  public MaxPooling2D strides(int both) {
    return new MaxPooling2D(poolSize, Size.of(both), padding);
  }

  public MaxPooling2D padding(Padding other) {
    return new MaxPooling2D(poolSize, strides, other);
  }

  /** How its window slides. */
  public Window window() {
    return Planes.window(poolSize, strides, Size.of(1), padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Planes.output("MaxPooling2D", window(), input, input.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> Pooling.largest(in, window(), context);
  }
}
