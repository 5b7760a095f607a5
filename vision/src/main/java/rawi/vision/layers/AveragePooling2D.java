package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Window;

/**
 * The mean of each window, channel by channel: (batch, height, width, channels) to (batch, height',
 * width', channels); sizes: {@link rawi.nn.backend.Span}. Places outside the plane (same padding)
 * are left out of the mean. A mask ends here.
 *
 * @param poolSize of the window
 * @param strides from one window to the next
 * @param padding whether windows may stand over the edge
 */
public record AveragePooling2D(Size poolSize, Size strides, Padding padding) implements OnPlanes {
  public AveragePooling2D {
    Planes.requireSize("AveragePooling2D", "poolSize", poolSize, 1);
    Planes.requireSize("AveragePooling2D", "strides", strides, 1);
  }

  /** Square windows side by side, valid. */
  public static AveragePooling2D of(int poolSize) {
    return new AveragePooling2D(Size.of(poolSize), Size.of(poolSize), Padding.VALID);
  }

  public AveragePooling2D strides(int both) {
    return new AveragePooling2D(poolSize, Size.of(both), padding);
  }

  public AveragePooling2D padding(Padding other) {
    return new AveragePooling2D(poolSize, strides, other);
  }

  /** How its window slides. */
  public Window window() {
    return Planes.window(poolSize, strides, Size.of(1), padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Planes.output("AveragePooling2D", window(), input, input.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> Pooling.mean(in, window(), context);
  }
}
