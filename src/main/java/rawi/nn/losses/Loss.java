package rawi.nn.losses;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Kernels;

/**
 * What training makes small: a mean over the rows of a batch, as Keras's {@code
 * sum_over_batch_size}. Applications add their own.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The loss of a batch and its derivative.
   *
   * @param predictions the model's output, (batch, ...)
   * @param targets what it should be
   * @param weights (batch), what each row counts for; absent: 1. The sum is divided by the number
   *     of rows, not by the sum of the weights
   */
  Value of(INDArray predictions, INDArray targets, Optional<INDArray> weights, Kernels kernels);

  /**
   * A loss and its derivative.
   *
   * @param value in nats where the loss is an entropy
   * @param gradient dL/d(predictions), shaped as they
   */
  record Value(double value, INDArray gradient) {}

  /**
   * What each row adds to the mean: weight / rows.
   *
   * @throws IllegalArgumentException if there is not one weight for each row
   */
  static double[] shares(long rows, Optional<INDArray> weights) {
    weights.ifPresent(
        w -> {
          if (w.length() != rows) {
            throw new IllegalArgumentException(
                "loss: expected one weight for each of %d rows, got %d"
                    .formatted(rows, w.length()));
          }
        });
    double[] shares = new double[Math.toIntExact(rows)];
    for (int r = 0; r < shares.length; r++) {
      int row = r;
      shares[r] = weights.map(w -> w.getDouble(row)).orElse(1.0) / rows;
    }
    return shares;
  }
}
