package rawi.apps.sentiment.wide;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Multinomial naive Bayes over each block of n-grams by itself, as linear classifiers (Rennie and
 * others 2003, with the values of {@link NgramTable} for counts):
 *
 * <pre>
 * w_jk = log( (a + Σ_{i of k} x_ij) / (a n + Σ_{i of k} Σ_j x_ij) )
 * </pre>
 *
 * n the number of n-grams of the block, a the smoothing. It takes n-grams for independent of one
 * another, which they are not, and needs fewer texts for that. Biases are 0.
 *
 * @param smoothing above 0
 */
record NaiveBayes(double smoothing) {

  /**
   * Fits one classifier to each block, in their order; columns of other blocks have no weight.
   *
   * @param classes of the rows, from 0
   * @param blocks of the columns of the rows
   */
  List<Linear> fit(SparseRows x, int[] classes, int labels, byte[] blocks) {
    double[][] sums = new double[labels][x.width()];
    for (int i = 0; i < x.rows(); i++) {
      double[] theirs = sums[classes[i]];
      for (int e = x.starts()[i]; e < x.starts()[i + 1]; e++) {
        theirs[x.columns()[e]] += x.values()[e];
      }
    }
    return IntStream.range(0, Ngrams.BLOCKS).mapToObj(b -> ofBlock(sums, blocks, b)).toList();
  }

  private Linear ofBlock(double[][] sums, byte[] blocks, int block) {
    int width = blocks.length;
    double[][] logs = new double[sums.length][width];
    for (int k = 0; k < sums.length; k++) {
      double total = 0;
      for (int j = 0; j < width; j++) {
        total += blocks[j] == block ? smoothing + sums[k][j] : 0;
      }
      for (int j = 0; j < width; j++) {
        logs[k][j] = blocks[j] == block ? Math.log((smoothing + sums[k][j]) / total) : 0;
      }
    }
    return linear(logs, width);
  }

  /** With two labels there is one column, of the difference. */
  private static Linear linear(double[][] logs, int width) {
    int columns = LogisticRegression.columns(logs.length);
    double[] weights = new double[columns * width];
    for (int k = 0; k < columns; k++) {
      double[] theirs = logs[k + logs.length - columns];
      for (int j = 0; j < width; j++) {
        weights[k * width + j] = theirs[j] - (columns == 1 ? logs[0][j] : 0);
      }
    }
    return new Linear(width, weights, new double[columns]);
  }
}
