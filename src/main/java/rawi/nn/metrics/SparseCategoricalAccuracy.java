package rawi.nn.metrics;

/**
 * The share of rows whose highest score is that of the true class, given as an id (Keras's {@code
 * SparseCategoricalAccuracy}). Of equal highest scores the first counts. Probabilities and logits
 * give the same result, since softmax keeps their order.
 */
public final class SparseCategoricalAccuracy implements ClassificationMetric {
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
