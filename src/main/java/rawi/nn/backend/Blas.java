package rawi.nn.backend;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix products on row-major float32 memory, cut into tiles small enough for OpenBLAS's direct
 * kernels.
 *
 * <p>OpenBLAS copies both factors into packed panels before it multiplies, except for products of
 * at most a million multiplications, which it computes in place. A recurrent step has few rows, so
 * the copy of its weights costs as much as the product: (16,128)x(128,512) runs at 54 GFLOP/s in
 * one call and at 113 in four. The tile sizes below are the measured best (docs/benchmarks.md).
 */
final class Blas {
  /** Multiplications that OpenBLAS still does without packing: 100 cubed. */
  private static final long DIRECT = 1_000_000;

  private Blas() {}

  /** One float32 matrix: where it begins, and how far its rows are apart. */
  record Matrix(FloatPointer base, long offset, int stride) {
    FloatPointer at(int row, int column) {
      return base.getPointer(offset + (long) row * stride + column);
    }
  }

  /** c(m,n) = a(m,k) b(k,n) + beta c. */
  static void multiply(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    int columns = Math.min(n, k <= 128 ? 128 : 64);
    int rows = (int) Math.max(1, Math.min(m, DIRECT / ((long) columns * k)));
    if (rows > 16) {
      rows = Math.min(64, rows / 16 * 16); // a multiple of the kernels' register tile
    }
    for (int i = 0; i < m; i += rows) {
      int mi = Math.min(rows, m - i);
      for (int j = 0; j < n; j += columns) {
        int nj = Math.min(columns, n - j);
        sgemm(CblasNoTrans, mi, nj, k, a.at(i, 0), a.stride, b.at(0, j), b.stride, beta, c, i, j);
      }
    }
  }

  /** c(m,n) += a(k,m)^T b(k,n): the gradient of a weight from k rows. */
  static void addTransposedProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    int rows = Math.min(m, 128);
    int columns = Math.min(n, 128);
    int depth = (int) Math.max(8, Math.min(56, DIRECT / ((long) rows * columns)));
    for (int l = 0; l < k; l += depth) {
      int kl = Math.min(depth, k - l);
      for (int j = 0; j < n; j += columns) {
        int nj = Math.min(columns, n - j);
        for (int i = 0; i < m; i += rows) {
          int mi = Math.min(rows, m - i);
          sgemm(CblasTrans, mi, nj, kl, a.at(l, i), a.stride, b.at(l, j), b.stride, 1, c, i, j);
        }
      }
    }
  }

  /** A transposed copy of a dense (m, n) array, (n, m), in memory of the arena's step. */
  static Matrix transposed(INDArray a, Arena arena) {
    int rows = (int) a.size(0);
    int columns = (int) a.size(1);
    FloatPointer to = arena.offHeap(a.length());
    transpose(OffHeap.copy(a), rows, columns, OffHeap.buffer(to, a.length()));
    return new Matrix(to, 0, rows);
  }

  /** Writes the transpose of a row-major matrix. */
  static void transpose(float[] a, int rows, int columns, FloatBuffer to) {
    float[] line = new float[rows];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        line[i] = a[i * columns + j];
      }
      to.put(j * rows, line);
    }
  }

  private static void sgemm(
      int transposeA,
      int m,
      int n,
      int k,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      float beta,
      Matrix c,
      int row,
      int column) {
    cblas_sgemm(
        CblasRowMajor,
        transposeA,
        CblasNoTrans,
        m,
        n,
        k,
        1f,
        a,
        strideA,
        b,
        strideB,
        beta,
        c.at(row, column),
        c.stride);
  }
}
