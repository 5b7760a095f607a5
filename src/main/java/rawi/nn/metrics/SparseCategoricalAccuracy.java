package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;
import rawi.nn.backend.Floats;

/**
 * The share of rows whose highest score is that of the true class, given as an id (Keras's {@code
 * SparseCategoricalAccuracy}). Of equal highest scores the first counts. Probabilities and logits
 * give the same result, since softmax keeps their order. One output, or a class that is none, is
 * refused.
 */
public final class SparseCategoricalAccuracy implements ClassificationMetric {
  private static final int FEW = 1 << 12; // numbers

  private long right;
  private long rows;

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public void update(double[][] scores, int[] labels) {
    var batch = new ScoredRows(scores, labels);
    long rightHere = 0;
    for (int row = 0; row < batch.rows(); row++) {
      if (batch.predicted(row) == batch.label(row)) {
        rightHere++;
      }
    }
    right += rightHere;
    rows += batch.rows();
  }

  /** Where the scores are an array they stay there: a vocabulary of them is not copied. */
  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    int[] predicted = largest(Entries.rows(predictions));
    int[] labels = targets.dup('c').data().asInt();
    if (labels.length != predicted.length) {
      throw new IllegalArgumentException(
          "SparseCategoricalAccuracy: expected one class for each of %d entries, got targets of"
                  .formatted(predicted.length)
              + " shape "
              + Shape.of(targets));
    }
    boolean[] real = Entries.real(predicted.length, mask);
    requireClasses(predictions, labels, real);
    for (int i = 0; i < predicted.length; i++) {
      right += real[i] && predicted[i] == labels[i] ? 1 : 0;
      rows += real[i] ? 1 : 0;
    }
  }

  private static void requireClasses(INDArray predictions, int[] labels, boolean... real) {
    long classes = predictions.size(-1);
    if (classes < 2) {
      throw new IllegalArgumentException(
          "SparseCategoricalAccuracy: expected a score for each of 2 classes or more, got predictions of shape %s; a single output is judged by BinaryAccuracy"
              .formatted(Shape.of(predictions)));
    }
    for (int i = 0; i < labels.length; i++) {
      if (real[i] && (labels[i] < 0 || labels[i] >= classes)) {
        throw new IllegalArgumentException(
            "SparseCategoricalAccuracy: expected classes from 0 to %d, got %d"
                .formatted(classes - 1, labels[i]));
      }
    }
  }

  /** A few scores are read here: to start an operation costs more than to do without it. */
  private static int[] largest(INDArray rows) {
    if (rows.length() > FEW || rows.dataType() != DataType.FLOAT) {
      return rows.argMax(1).data().asInt();
    }
    float[] scores = Floats.copy(rows);
    int columns = (int) rows.size(1);
    int[] largest = new int[(int) rows.size(0)];
    for (int r = 0; r < largest.length; r++) {
      for (int c = 1; c < columns; c++) {
        if (scores[r * columns + c] > scores[r * columns + largest[r]]) {
          largest[r] = c;
        }
      }
    }
    return largest;
  }

  @Override
  public double result() {
    return rows > 0 ? (double) right / rows : 0;
  }

  @Override
  public void reset() {
    right = 0;
    rows = 0;
  }
}
