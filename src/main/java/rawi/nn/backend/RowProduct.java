package rawi.nn.backend;

/**
 * The product of a vector and a matrix that lies in rows on the Java heap, as the compiler turns it
 * into vector code: four rows at a time are added to the sums.
 *
 * <p>OpenBLAS prepares each product for matrices; for one vector that takes longer than the
 * product. Each row is an array of its own, so that one index serves all of them (see {@link
 * Pointwise}); more than four, and the loop is no longer unrolled.
 */
final class RowProduct {
  private static final int ROWS = 4;

  private RowProduct() {}

  /**
   * into[j] += sum_k a[k] rows[k][j] for j in [0, n), in the order of k, whatever n.
   *
   * @param from the first k
   * @param to the k after the last
   */
  static void add(float[] a, float[][] rows, int from, int to, float[] into, int n) {
    int k = from;
    for (; k + ROWS <= to; k += ROWS) {
      four(
          a[k],
          a[k + 1],
          a[k + 2],
          a[k + 3],
          rows[k],
          rows[k + 1],
          rows[k + 2],
          rows[k + 3],
          into,
          n);
    }
    for (; k < to; k++) {
      one(a[k], rows[k], into, n);
    }
  }

  private static void four(
      float a0,
      float a1,
      float a2,
      float a3,
      float[] r0,
      float[] r1,
      float[] r2,
      float[] r3,
      float[] into,
      int n) {
    for (int j = 0; j < n; j++) {
      float sum = Math.fma(a1, r1[j], Math.fma(a0, r0[j], into[j]));
      into[j] = Math.fma(a3, r3[j], Math.fma(a2, r2[j], sum));
    }
  }

  private static void one(float a, float[] row, float[] into, int n) {
    for (int j = 0; j < n; j++) {
      into[j] = Math.fma(a, row[j], into[j]);
    }
  }
}
