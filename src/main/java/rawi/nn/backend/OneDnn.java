package rawi.nn.backend;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.dnnl.global.dnnl;
import rawi.nn.backend.Blas.Matrix;

/**
 * oneDNN, which compiles its kernels for the processor it meets, small products and large ones
 * alike. What it prepares for each costs more than the smallest take: those are left to OpenBLAS.
 */
final class OneDnn implements Gemm {
  private static final byte AS_IT_IS = 'N';
  private static final byte TRANSPOSED = 'T';

  /** Multiplications from which it is the faster one. */
  private static final long WORTH_PREPARING = 200_000;

  @Override
  public void multiply(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    sgemm(AS_IT_IS, AS_IT_IS, m, n, k, a, b, beta, c);
  }

  @Override
  public void multiplyTransposed(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    sgemm(AS_IT_IS, TRANSPOSED, m, n, k, a, b, 0, c);
  }

  @Override
  public void transposedProduct(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    sgemm(TRANSPOSED, AS_IT_IS, m, n, k, a, b, beta, c);
  }

  @Override
  public int panelDepth() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int panelWidth() {
    return Integer.MAX_VALUE;
  }

  private static void sgemm(
      byte ofA, byte ofB, int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    if ((long) m * n * k < WORTH_PREPARING) {
      OpenBlas.sgemm(blas(ofA), blas(ofB), m, n, k, a, b, beta, c);
      return;
    }
    NativeThreads.limitOpenMp();
    int status =
        dnnl.dnnl_sgemm(
            ofA,
            ofB,
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
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN, product of (%d,%d) and (%d,%d): status %d".formatted(m, k, k, n, status));
    }
  }

  private static int blas(byte transposed) {
    return transposed == TRANSPOSED ? CblasTrans : CblasNoTrans;
  }
}
