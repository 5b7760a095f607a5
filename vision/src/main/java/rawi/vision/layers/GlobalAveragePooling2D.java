package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Window;

/**
 * The mean of each channel over the whole plane: (batch, height, width, channels) to (batch,
 * channels). A mask ends here.
 *
 * @param keepDims whether the output stays a plane of one place, (batch, 1, 1, channels)
 */
public record GlobalAveragePooling2D(boolean keepDims) implements OnPlanes {
  /** Keras's default: (batch, channels). */
  public GlobalAveragePooling2D() {
    this(false);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Pooling.global("GlobalAveragePooling2D", input, keepDims);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      Window whole = Window.whole(in.values().size(1), in.values().size(2));
      Pass pooled = Pooling.mean(in, whole, context);
      return keepDims ? pooled : Pooling.flat(pooled);
    };
  }
}
