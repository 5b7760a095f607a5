package rawi.vision.augmentation;

import java.util.SplittableRandom;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, each image mirrored with probability one half; in both directions by two draws.
 * Shapes stay.
 */
public record RandomFlip(Mode mode) implements OnPlanes {
  /** Which sides change places. */
  public enum Mode {
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL,
    /** Either, both or none. */
    HORIZONTAL_AND_VERTICAL
  }

  /** Keras's default: in both directions. */
  public RandomFlip() {
    this(Mode.HORIZONTAL_AND_VERTICAL);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomFlip", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return PerImage.inTraining("RandomFlip", this::flip);
  }

  private float[] flip(float[] pixels, Frame frame, SplittableRandom random) {
    boolean sideways = mode != Mode.VERTICAL && random.nextBoolean();
    boolean upside = mode != Mode.HORIZONTAL && random.nextBoolean();
    float[] result = new float[pixels.length];
    int channels = frame.channels();
    for (int i = 0; i < frame.height(); i++) {
      int row = upside ? frame.height() - 1 - i : i;
      for (int j = 0; j < frame.width(); j++) {
        int column = sideways ? frame.width() - 1 - j : j;
        System.arraycopy(
            pixels,
            (row * frame.width() + column) * channels,
            result,
            (i * frame.width() + j) * channels,
            channels);
      }
    }
    return result;
  }
}
