package rawi.nn.losses;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Predictions and targets of one batch as numbers, row-major: entry by entry, n of them each. */
final class Entries {
  final double[] predictions;
  final double[] targets;
  final double[] shares;
  final int n;
  private final String loss;
  private final INDArray shape;

  /**
   * @param hint what to use instead where the targets do not fit
   */
  Entries(String loss, INDArray predictions, INDArray targets, Weighting weighting, String hint) {
    requireFitting(loss, predictions, targets, hint);
    this.loss = loss;
    this.shape = predictions;
    this.n = (int) predictions.size(-1);
    this.predictions = numbers(predictions);
    this.targets = numbers(targets);
    this.shares = weighting.shares(predictions);
  }

  private static double[] numbers(INDArray a) {
    return a.dup('c').data().asDouble();
  }

  /**
   * Targets are shaped as the predictions; where these have one number an entry, its axis may miss.
   */
  static void requireFitting(String loss, INDArray predictions, INDArray targets, String hint) {
    long[] p = predictions.shape();
    boolean entries =
        p[p.length - 1] == 1
            && Arrays.equals(targets.shape(), Arrays.copyOf(p, Math.max(0, p.length - 1)));
    if (!entries && !predictions.equalShapes(targets)) {
      boolean oneEach = targets.length() * p[p.length - 1] == predictions.length();
      throw new IllegalArgumentException(
          "%s: expected targets shaped as the predictions %s, got %s%s"
              .formatted(
                  loss,
                  Arrays.toString(p),
                  Arrays.toString(targets.shape()),
                  oneEach ? "; " + hint : ""));
    }
  }

  /** Refuses a batch with a target that is not what the loss is made for. */
  void requireTargets(DoublePredicate fits, String expected) {
    require(targets, fits, expected, "");
  }

  /** Refuses a batch with a prediction that is no probability. */
  void requireProbabilities(String hint) {
    require(predictions, Probabilities::isOne, "probabilities from 0 to 1", "; " + hint);
  }

  private void require(double[] values, DoublePredicate fits, String expected, String hint) {
    for (int i = 0; i < values.length; i++) {
      if (!fits.test(values[i]) && shares[i / n] != 0) {
        throw new IllegalArgumentException(
            "%s: %s: expected %s, got %s%s"
                .formatted(loss, place(i / n, shape), expected, values[i], hint));
      }
    }
  }

  /** Row 3, or row 3, step 2. */
  static String place(int entry, INDArray predictions) {
    int steps = 1;
    for (int axis = 1; axis < predictions.rank() - 1; axis++) {
      steps *= (int) predictions.size(axis);
    }
    return predictions.rank() > 2
        ? "row %d, step %d".formatted(entry / steps, entry % steps)
        : "row " + entry;
  }

  /** The loss with its derivative, which is turned into an array shaped as the predictions. */
  Loss.Value value(double sum, double[] derivative) {
    INDArray d = Nd4j.createFromArray(derivative).castTo(shape.dataType());
    return new Loss.Value(sum, d.reshape('c', shape.shape()));
  }
}
