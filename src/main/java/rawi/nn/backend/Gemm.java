package rawi.nn.backend;

import org.bytedeco.javacpp.Loader;
import rawi.nn.backend.Blas.Matrix;

/** A library that multiplies float32 matrices, each call on one thread. */
sealed interface Gemm permits OneDnn, OpenBlas {
  /** The fastest for this processor: oneDNN has fast products for x86-64 alone. */
  static Gemm best() {
    return Loader.getPlatform().endsWith("x86_64") ? new OneDnn() : new OpenBlas();
  }

  /** c(m,n) = a(m,k) b(k,n) + beta c. */
  void multiply(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c);

  /** c(m,n) = a(m,k) b(n,k)^T. */
  void multiplyTransposed(int m, int n, int k, Matrix a, Matrix b, Matrix c);

  /** c(m,n) = a(k,m)^T b(k,n) + beta c. */
  void transposedProduct(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c);

  /** Rows of the blocks into which a right factor that is used often is best laid out. */
  int panelDepth();

  /** Columns of such a block. */
  int panelWidth();
}
