package rawi.vision.augmentation;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.backend.Floats;

/**
 * Layers that change each image of a batch by a draw of its own, in training only. At inference
 * images pass as they are.
 */
final class PerImage {
  private PerImage() {}

  /** One change of one image, drawn at random. */
  @FunctionalInterface
  interface Change {
    /** The changed image, in a new array or in place. */
    float[] apply(float[] pixels, Frame frame, SplittableRandom random);
  }

  static Layer inTraining(String layer, Change change) {
    return (in, context) ->
        context.training() ? changed(layer, in, context, change) : Pass.through(in);
  }

  /** Changes every image; sizes stay. */
  private static Pass changed(String layer, Signal in, Context context, Change change) {
    refuseDifferentiable(layer, in);
    INDArray x = in.values();
    Frame frame = frame(x);
    float[] all = Floats.copy(x);
    int n = frame.length();
    for (int b = 0; b < x.size(0); b++) {
      int at = b * n;
      float[] pixels = Arrays.copyOfRange(all, at, at + n);
      float[] result = change.apply(pixels, frame, context.random());
      System.arraycopy(result, 0, all, at, n);
    }
    return data(Floats.array(all, x.dataType(), x.shape()));
  }

  static Frame frame(INDArray x) {
    return new Frame((int) x.size(1), (int) x.size(2), (int) x.size(3));
  }

  static Pass data(INDArray y) {
    return new Pass(Signal.of(y), dy -> Optional.empty());
  }

  /** Only images are changed at random, not what trained layers made of them. */
  static void refuseDifferentiable(String layer, Signal in) {
    if (in.differentiable()) {
      throw new IllegalArgumentException(
          layer + ": expected images, got the output of trained layers; put it before them");
    }
  }
}
