package rawi.vision.augmentation;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.AxisMap;
import rawi.vision.layers.Interpolation;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;
import rawi.vision.layers.Resampled;

/**
 * Images of another size, in training and after: (batch, h, w, channels) to (batch, height, width,
 * channels). Bilinear is TensorFlow's and Keras's with half-pixel centres and without antialiasing.
 *
 * @param interpolation what stands between pixels; Keras's default is bilinear
 * @param cropToAspectRatio whether the largest inner part of the target's proportions is taken,
 *     from the centre, instead of the whole image distorted
 */
public record Resizing(
    int height, int width, Interpolation interpolation, boolean cropToAspectRatio)
    implements OnPlanes {
  public Resizing {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Resizing: expected height and width of at least 1, got %d and %d"
              .formatted(height, width));
    }
  }

  /** Keras's defaults: bilinear, the whole image. */
  public Resizing(int height, int width) {
    this(height, width, Interpolation.BILINEAR, false);
  }

  public Resizing interpolation(Interpolation other) {
    return new Resizing(height, width, other, cropToAspectRatio);
  }

  public Resizing cropToAspectRatio(boolean wanted) {
    return new Resizing(height, width, interpolation, wanted);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("Resizing", input);
    return Shape.of(height, width, input.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      int h = (int) in.values().size(1);
      int w = (int) in.values().size(2);
      int rows = cropToAspectRatio ? Math.min(h, proportional(w, height, width)) : h;
      int columns = cropToAspectRatio ? Math.min(w, proportional(h, width, height)) : w;
      AxisMap tall = interpolation.map(rows, height).within((h - rows) / 2, h);
      AxisMap wide = interpolation.map(columns, width).within((w - columns) / 2, w);
      return Resampled.pass(in, tall, wide, context);
    };
  }

  /** n part / whole, rounded down, but something. */
  private static int proportional(int n, int part, int whole) {
    return Math.max(1, (int) ((long) n * part / whole));
  }
}
