package rawi.vision.applications;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Shape;

/**
 * How the pixels that a network was trained on were prepared: (batch, height, width, 3) of red,
 * green and blue from 0 to 255 to what its first layer takes. As in Keras.
 */
public enum Preprocessing {
  /** x / 127.5 - 1: from -1 to 1. */
  CENTRED(false, new double[] {127.5, 127.5, 127.5}, new double[] {127.5, 127.5, 127.5}),
  /** Blue, green, red, less ImageNet's means (103.939, 116.779, 123.68). */
  MEANS_OF_BGR(true, new double[] {103.939, 116.779, 123.68}, new double[] {1, 1, 1}),
  /** x / 255 less (0.485, 0.456, 0.406), over (0.229, 0.224, 0.225). */
  NORMALIZED(
      false,
      new double[] {255 * 0.485, 255 * 0.456, 255 * 0.406},
      new double[] {255 * 0.229, 255 * 0.224, 255 * 0.225}),
  /** x / 255: from 0 to 1. */
  UNIT(false, new double[] {0, 0, 0}, new double[] {255, 255, 255}),
  /** Nothing: the network does it itself. */
  NONE(false, new double[] {0, 0, 0}, new double[] {1, 1, 1});

  private final boolean reversed;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final double[] means;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final double[] deviations;

  Preprocessing(boolean reversed, double[] means, double[] deviations) {
    this.reversed = reversed;
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * The prepared pixels in a new array; those of grey images, of one channel, with the mean of what
   * the three channels have.
   *
   * @throws IllegalArgumentException if there are neither one nor three channels
   */
  public INDArray apply(INDArray images) {
    if (images.rank() != 4 || (images.size(3) != 1 && images.size(3) != 3)) {
      throw new IllegalArgumentException(
          "expected (batch, height, width, channels) with 1 or 3 channels, got shape "
              + Shape.of(images));
    }
    if (images.size(3) == 1 || (alike(means) && alike(deviations))) {
      return images.sub(mean(means)).divi(mean(deviations));
    }
    INDArray[] channels = new INDArray[means.length];
    for (int c = 0; c < channels.length; c++) {
      int from = reversed ? channels.length - 1 - c : c;
      channels[c] =
          images
              .get(all(), all(), all(), interval(from, from + 1))
              .sub(means[c])
              .divi(deviations[c]);
    }
    return Nd4j.concat(3, channels);
  }

  private static boolean alike(double... values) {
    return Arrays.stream(values).distinct().count() == 1;
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
