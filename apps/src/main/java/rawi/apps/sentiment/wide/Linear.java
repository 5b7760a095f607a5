package rawi.apps.sentiment.wide;

/**
 * A linear classifier: logits x W + b. With two labels there is one column, and the first label's
 * logit is 0.
 *
 * @param width number of features
 * @param weights (columns, width), one column behind the other
 * @param bias (columns)
 */
record Linear(int width, double[] weights, double[] bias) {

  /** The logits of row {@code i}, one for each label. */
  double[] logits(SparseRows x, int i) {
    double[] logits = new double[labels()];
    int first = logits.length - bias.length;
    for (int k = 0; k < bias.length; k++) {
      logits[k + first] = bias[k] + x.dot(i, weights, k * width);
    }
    return logits;
  }

  int labels() {
    return bias.length == 1 ? 2 : bias.length;
  }

  static double[] softmax(double[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (double z : logits) {
      most = Math.max(most, z);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(logits[k] - most);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
