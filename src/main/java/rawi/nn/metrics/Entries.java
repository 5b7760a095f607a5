package rawi.nn.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;

/** Which entries of a batch are real: one a row, or one a step of each row. */
final class Entries {
  private Entries() {}

  /**
   * Whether each entry is real, in row-major order.
   *
   * @param count how many entries there are: every axis of the predictions but the last
   * @throws IllegalArgumentException if the mask has not a value for each, or for each group of
   *     equally many
   */
  static boolean[] real(int count, Optional<INDArray> mask) {
    boolean[] real = new boolean[count];
    Arrays.fill(real, true);
    mask.ifPresent(
        m -> {
          double[] given = m.dup('c').data().asDouble();
          if (given.length == 0 || count % given.length != 0) {
            throw new IllegalArgumentException(
                "a mask of shape %s does not fit %d entries".formatted(Shape.of(m), count));
          }
          for (int i = 0; i < count; i++) {
            real[i] = given[i / (count / given.length)] != 0;
          }
        });
    return real;
  }

  /** Predictions (batch, ..., n) as (entries, n). */
  static INDArray rows(INDArray predictions) {
    long n = predictions.size(-1);
    return predictions.reshape('c', predictions.length() / n, n);
  }

  static void requireSameShape(String metric, INDArray predictions, INDArray targets) {
    if (!predictions.equalShapes(targets)) {
      throw new IllegalArgumentException(
          "%s: expected targets shaped as the predictions %s, got %s"
              .formatted(metric, Shape.of(predictions), Shape.of(targets)));
    }
  }
}
