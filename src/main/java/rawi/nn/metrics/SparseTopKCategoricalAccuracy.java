package rawi.nn.metrics;

import java.util.Locale;

/**
 * The share of rows whose true class is among the k with the highest scores (Keras's {@code
 * SparseTopKCategoricalAccuracy}). Of equal scores the first class goes before: top 1 is {@link
 * SparseCategoricalAccuracy}. Where k is the number of classes or more, every row is right.
 */
public final class SparseTopKCategoricalAccuracy implements ClassificationMetric {
  private final int k;
  private final Mean share;

  /**
   * @param k at least 1; the metric is called {@code top_k}, such as {@code top_5}
   */
  public SparseTopKCategoricalAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "top k: expected a k of at least 1, got %d", k));
    }
    this.k = k;
    this.share = new Mean(String.format(Locale.ROOT, "top_%d", k));
  }

  @Override
  public String name() {
    return share.name();
  }

  @Override
  public void update(double[][] scores, int[] labels) {
    var batch = new ScoredRows(scores, labels);
    for (int row = 0; row < batch.rows(); row++) {
      share.update(batch.rank(row) < k ? 1 : 0);
    }
  }

  @Override
  public double result() {
    return share.result();
  }

  @Override
  public void reset() {
    share.reset();
  }
}
