package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * Every row and column several times, repeated or with what lies between: (batch, height, width,
 * channels) to (batch, height size, width size, channels). A mask ends here.
 *
 * @param size how many times as high and as wide
 * @param interpolation nearest repeats; bilinear is TensorFlow's with half-pixel centres
 */
public record UpSampling2D(Size size, Interpolation interpolation) implements OnPlanes {
  public UpSampling2D {
    Planes.requireSize("UpSampling2D", "size", size, 1);
  }

  /** Keras's default interpolation, nearest. */
  public static UpSampling2D of(int size) {
    return new UpSampling2D(Size.of(size), Interpolation.NEAREST);
  }

  public UpSampling2D interpolation(Interpolation other) {
    return new UpSampling2D(size, other);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("UpSampling2D", input);
    return Shape.of(
        larger(Planes.height(input), size.height()),
        larger(Planes.width(input), size.width()),
        input.last());
  }

  private static long larger(long n, int times) {
    return n == Shape.ANY ? n : n * times;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      int height = (int) in.values().size(1);
      int width = (int) in.values().size(2);
      return Resampled.pass(
          in,
          interpolation.map(height, height * size.height()),
          interpolation.map(width, width * size.width()),
          context);
    };
  }
}
