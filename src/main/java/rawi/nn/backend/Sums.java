package rawi.nn.backend;

/**
 * Sums of rows, column by column: float32 for some rows, of which the loops become vector code,
 * then float64. Every loop has one index.
 */
final class Sums {
  private static final int ROWS = 8; // added up in float32

  private final double[] sums;
  private final float[] some;
  private final float[] row;
  private int rows;

  /** Adds to {@code sums}. */
  Sums(double[] sums) {
    this.sums = sums;
    this.some = new float[sums.length];
    this.row = new float[sums.length];
  }

  /** A row of a block by itself. */
  float[] row(float[] block, int number) {
    System.arraycopy(block, number * row.length, row, 0, row.length);
    return row;
  }

  void add(float[] x) {
    for (int c = 0; c < some.length; c++) {
      some[c] += x[c];
    }
    added();
  }

  void addSquares(float[] x, float[] center) {
    for (int c = 0; c < some.length; c++) {
      float d = x[c] - center[c];
      some[c] += d * d;
    }
    added();
  }

  void addProducts(float[] x, float[] y) {
    for (int c = 0; c < some.length; c++) {
      some[c] += x[c] * y[c];
    }
    added();
  }

  private void added() {
    rows++;
    if (rows == ROWS) {
      flush();
    }
  }

  /** To be called at the end. */
  void flush() {
    for (int c = 0; c < some.length; c++) {
      sums[c] += some[c];
      some[c] = 0;
    }
    rows = 0;
  }
}
