package rawi.nn.metrics;

/** A metric that compares the scores of a batch with its true classes. */
public interface ClassificationMetric extends Metric {
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
}
