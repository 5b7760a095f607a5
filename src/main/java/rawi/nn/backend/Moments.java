package rawi.nn.backend;

import java.util.Arrays;

/**
 * Mean and squared differences from it of the columns of rows that come block by block, put
 * together as Chan, Golub and LeVeque (1983) do:
 *
 * <pre>
 * d = mean of b - mean of a      mean = mean of a + d n_b / (n_a + n_b)
 * squares = squares of a + squares of b + d^2 n_a n_b / (n_a + n_b)
 * </pre>
 */
final class Moments {
  private final double[] mean;
  private final double[] squares;
  private final float[] sums;
  private final float[] center;
  private double count;

  Moments(int columns) {
    this.mean = new double[columns];
    this.squares = new double[columns];
    this.sums = new float[columns];
    this.center = new float[columns];
  }

  /** Adds the first rows of a block. */
  void add(float[] block, int rows) {
    int n = sums.length;
    Arrays.fill(sums, 0);
    for (int r = 0; r < rows; r++) {
      add(block, r * n, sums);
    }
    for (int c = 0; c < n; c++) {
      center[c] = sums[c] / rows;
      sums[c] = 0;
    }
    for (int r = 0; r < rows; r++) {
      addSquares(block, r * n, center, sums);
    }
    for (int c = 0; c < n; c++) {
      put(c, rows, center[c], sums[c]);
    }
    count += rows;
  }

  private static void add(float[] x, int at, float[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += x[at + c];
    }
  }

  private static void addSquares(float[] x, int at, float[] center, float[] sums) {
    for (int c = 0; c < sums.length; c++) {
      float d = x[at + c] - center[c];
      sums[c] += d * d;
    }
  }

  private void put(int c, double n, double otherMean, double otherSquares) {
    double d = otherMean - mean[c];
    double all = count + n;
    mean[c] += d * n / all;
    squares[c] += otherSquares + d * d * count * n / all;
  }

  /** Adds what others gathered. */
  void add(Moments other) {
    for (int c = 0; c < mean.length; c++) {
      put(c, other.count, other.mean[c], other.squares[c]);
    }
    count += other.count;
  }

  /** Of a wide matrix, the moments of so many columns. */
  ColumnMoments folded(int columns) {
    Moments all = new Moments(columns);
    for (int at = 0; at < mean.length; at += columns) {
      for (int c = 0; c < columns; c++) {
        all.put(c, count, mean[at + c], squares[at + c]);
      }
      all.count += count;
    }
    float[] means = new float[columns];
    float[] variances = new float[columns];
    for (int c = 0; c < columns; c++) {
      means[c] = (float) all.mean[c];
      variances[c] = (float) (all.squares[c] / all.count);
    }
    return new ColumnMoments(RowBlocks.array(means, columns), RowBlocks.array(variances, columns));
  }
}
