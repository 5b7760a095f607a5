package rawi.nn.losses;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;

/**
 * What each entry of a batch counts for in the loss. An entry is one row (batch), or one step
 * (batch, time) where predictions are (batch, time, ...): every axis but the last.
 *
 * @param weights (batch), or shaped as the entries; absent: 1. They multiply an entry's loss and do
 *     not change what the sum is divided by
 * @param mask (batch, time), 1 = real; masked entries leave both the sum and the count. Absent: all
 *     are real
 */
public record Weighting(Optional<INDArray> weights, Optional<INDArray> mask) {
  /** Every entry counts for 1. */
  public static Weighting none() {
    return new Weighting(Optional.empty(), Optional.empty());
  }

  /** Every entry is real. */
  public static Weighting of(INDArray weights) {
    return new Weighting(Optional.of(weights), Optional.empty());
  }

  /** These weights multiplied by others of the same shape, such as those of classes. */
  public Weighting times(INDArray others) {
    return new Weighting(
        Optional.of(weights.map(w -> w.castTo(others.dataType()).mul(others)).orElse(others)),
        mask);
  }

  public Weighting withMask(Optional<INDArray> other) {
    return new Weighting(weights, other);
  }

  /**
   * What each entry adds to the mean: weight * mask / (number of unmasked entries), in row-major
   * order; Keras's {@code sum_over_batch_size}. All 0 if everything is masked.
   *
   * @param predictions (batch, ..., n)
   * @throws IllegalArgumentException if the weights or the mask do not fit the predictions
   */
  public double[] shares(INDArray predictions) {
    long[] entries = Arrays.copyOf(predictions.shape(), predictions.rank() - 1);
    int count = Math.toIntExact(Arrays.stream(entries).reduce(1, Math::multiplyExact));
    double[] shares = new double[count];
    Arrays.fill(shares, 1);
    mask.ifPresent(m -> multiply(shares, spread(m, fittingMask(m, entries), entries)));
    double real = Arrays.stream(shares).sum();
    weights.ifPresent(w -> multiply(shares, spread(w, fittingWeights(w, entries), entries)));
    for (int i = 0; i < count && real > 0; i++) {
      shares[i] /= real;
    }
    return shares;
  }

  private static void multiply(double[] shares, double[] by) {
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= by[i];
    }
  }

  /** The first {@code axes} axes of the entries have a value each, the later ones repeat it. */
  private static double[] spread(INDArray values, int axes, long[] entries) {
    double[] given = values.dup('c').data().asDouble();
    int repeated = 1;
    for (int axis = axes; axis < entries.length; axis++) {
      repeated *= (int) entries[axis];
    }
    double[] all = new double[given.length * repeated];
    for (int i = 0; i < all.length; i++) {
      all[i] = given[i / repeated];
      if (!Double.isFinite(all[i])) {
        throw new RowException(
            "loss: the weight of ",
            i / Math.max(1, all.length / (int) entries[0]),
            " is %s, expected a number".formatted(all[i]));
      }
    }
    return all;
  }

  private static int fittingMask(INDArray mask, long[] entries) {
    if (entries.length < 2 || !Arrays.equals(mask.shape(), Arrays.copyOf(entries, 2))) {
      throw new IllegalArgumentException(
          "loss: a mask of shape %s does not fit predictions for %s; expected (batch, time) of both"
              .formatted(Shape.of(mask), Shape.of(entries)));
    }
    return 2;
  }

  private static int fittingWeights(INDArray weights, long[] entries) {
    if (entries.length > 1 && Arrays.equals(weights.shape(), entries)) {
      return entries.length;
    }
    if (weights.length() != entries[0]) {
      throw new IllegalArgumentException(
          "loss: expected one weight for each of %d rows%s, got %s"
              .formatted(
                  entries[0],
                  entries.length > 1 ? ", or each of " + Shape.of(entries) : "",
                  weights.rank() > 1 ? Shape.of(weights) : weights.length()));
    }
    return 1;
  }
}
