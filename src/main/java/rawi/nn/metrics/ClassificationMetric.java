package rawi.nn.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;

/** A metric that compares the scores of a batch with its true classes. */
public interface ClassificationMetric extends OutputMetric {
  /**
   * Takes one batch in.
   *
   * @param scores (batch, classes): probabilities or logits, at least two classes
   * @param labels (batch): the id of the true class of each row
   * @throws IllegalArgumentException naming the row, when the two do not fit or a score is NaN
   */
  void update(double[][] scores, int[] labels);

  /** {@link #update(double[][], int[])} for single precision scores. */
  default void update(float[][] scores, int[] labels) {
    double[][] wide = new double[scores.length][];
    for (int row = 0; row < scores.length; row++) {
      wide[row] = new double[scores[row].length];
      for (int c = 0; c < wide[row].length; c++) {
        wide[row][c] = scores[row][c];
      }
    }
    update(wide, labels);
  }

  /**
   * {@inheritDoc}
   *
   * @param targets class numbers (batch, ...)
   */
  @Override
  default void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    double[][] scores = Entries.rows(predictions).toDoubleMatrix();
    int[] labels = targets.dup('c').data().asInt();
    if (labels.length != scores.length) {
      throw new IllegalArgumentException(
          "%s: expected one class for each of %d entries, got targets of shape %s"
              .formatted(name(), scores.length, Shape.of(targets)));
    }
    boolean[] real = Entries.real(scores.length, mask);
    double[][] kept = new double[scores.length][];
    int[] keptLabels = new int[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (real[i]) {
        kept[count] = scores[i];
        keptLabels[count++] = labels[i];
      }
    }
    if (count > 0) {
      update(Arrays.copyOf(kept, count), Arrays.copyOf(keptLabels, count));
    }
  }
}
