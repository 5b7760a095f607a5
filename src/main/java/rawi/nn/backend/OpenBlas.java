package rawi.nn.backend;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import rawi.nn.backend.Blas.Matrix;

/**
 * OpenBLAS, its products cut into tiles small enough for its direct kernels.
 *
 * <p>OpenBLAS copies both factors into packed panels before it multiplies, except for products of
 * at most a million multiplications, which it computes in place. A recurrent step has few rows, so
 * the copy of its weights costs as much as the product: (16,128)x(128,512) runs at 54 GFLOP/s in
 * one call and at 113 in four. The tile sizes below are the measured best (docs/benchmarks.md).
 */
final class OpenBlas implements Gemm {
  /** Multiplications that OpenBLAS still does without packing: 100 cubed. */
  private static final long DIRECT = 1_000_000;

  private static final int TILE = 16; // rows: a multiple of what the kernels keep in registers
  private static final int FEW = 16; // rows
  private static final int ROWS = 61; // with 64 columns, DEEP deep, still no packing
  private static final int DEPTH = 128; // rows of a weight that few rows are multiplied by at once
  private static final int DEEP = 256; // rows of a weight whose columns the caches hold at once
  private static final int NARROW = 48; // columns of a factor that is transposed as it is read
  private static final int WIDE = 128; // columns of the other factor
  private static final int LAYER = 96; // rows of both
  private static final int ACROSS = 32; // rows of a transposed factor at once
  private static final int PANEL = 64; // columns of a weight that the first-level cache holds

  @Override
  public int panelDepth() {
    return DEPTH;
  }

  @Override
  public int panelWidth() {
    return PANEL;
  }

  @Override
  public void multiply(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    if (m <= FEW && (long) k * n > DIRECT) {
      multiplyFew(m, n, k, a, b, beta, c);
      return;
    }
    if (m > 1 && m <= ROWS && k > DEEP) {
      multiplyDeep(m, n, k, a, b, beta, c);
      return;
    }
    int columns = (int) Math.max(1, Math.min(m == 1 ? DIRECT / k : k <= 128 ? 128 : 64, n));
    int most = (int) Math.max(1, DIRECT / ((long) columns * k));
    int tiles = (m + most - 1) / most;
    int rows = tiles == 1 ? m : Math.min(most, ((m + tiles - 1) / tiles + TILE - 1) / TILE * TILE);
    for (int i = 0; i < m; i += rows) {
      int mi = Math.min(rows, m - i);
      for (int j = 0; j < n; j += columns) {
        int nj = Math.min(columns, n - j);
        sgemm(CblasNoTrans, mi, nj, k, a.from(i, 0), b.from(0, j), beta, c.from(i, j));
      }
    }
  }

  /** Of few rows and a large weight, of which long pieces of rows are read, and each once. */
  private static void multiplyFew(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    if (m == 1) {
      Blas.vectorProduct(k, n, a, b, beta, c);
      return;
    }
    int columns = (int) Math.min(512, DIRECT / ((long) m * DEPTH));
    for (int l = 0; l < k; l += DEPTH) {
      int kl = Math.min(DEPTH, k - l);
      for (int j = 0; j < n; j += columns) {
        int nj = Math.min(columns, n - j);
        sgemm(CblasNoTrans, m, nj, kl, a.from(0, l), b.from(l, j), l == 0 ? beta : 1, c.from(0, j));
      }
    }
  }

  /** Of a deep weight, in layers of rows that the caches hold. */
  private static void multiplyDeep(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    int layers = (k + DEEP - 1) / DEEP;
    for (int i = 0; i < layers; i++) {
      int from = (int) ((long) k * i / layers);
      int depth = (int) ((long) k * (i + 1) / layers) - from;
      for (int j = 0; j < n; j += 64) {
        int nj = Math.min(64, n - j);
        float before = i == 0 ? beta : 1;
        sgemm(CblasNoTrans, m, nj, depth, a.from(0, from), b.from(from, j), before, c.from(0, j));
      }
    }
  }

  @Override
  public void multiplyTransposed(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    int rows = (int) Math.max(1, Math.min(m, DIRECT / ((long) ACROSS * k)));
    for (int j = 0; j < n; j += ACROSS) {
      int nj = Math.min(ACROSS, n - j);
      for (int i = 0; i < m; i += rows) {
        int mi = Math.min(rows, m - i);
        sgemm(CblasNoTrans, CblasTrans, mi, nj, k, a.from(i, 0), b.from(j, 0), 0, c.from(i, j));
      }
    }
  }

  @Override
  public void transposedProduct(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    for (int l = 0; l < k; l += LAYER) {
      int kl = Math.min(LAYER, k - l);
      for (int j = 0; j < n; j += WIDE) {
        int nj = Math.min(WIDE, n - j);
        for (int i = 0; i < m; i += NARROW) {
          int mi = Math.min(NARROW, m - i);
          float before = l == 0 ? beta : 1;
          sgemm(CblasTrans, mi, nj, kl, a.from(l, i), b.from(l, j), before, c.from(i, j));
        }
      }
    }
  }

  private static void sgemm(
      int transposeA, int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    sgemm(transposeA, CblasNoTrans, m, n, k, a, b, beta, c);
  }

  /** One call, whatever its size. */
  static void sgemm(
      int transposeA,
      int transposeB,
      int m,
      int n,
      int k,
      Matrix a,
      Matrix b,
      float beta,
      Matrix c) {
    cblas_sgemm(
        CblasRowMajor,
        transposeA,
        transposeB,
        m,
        n,
        k,
        1f,
        Blas.at(a.address()),
        a.stride(),
        Blas.at(b.address()),
        b.stride(),
        beta,
        Blas.at(c.address()),
        c.stride());
  }
}
