package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * The matrix products of dense layers: OpenBLAS at one thread each, rows or columns of the result
 * split over Java threads. Every element is summed by one thread.
 */
final class CpuProducts {
  /** Below this many multiplications a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 1_000_000;

  private static final int AS_IT_LIES = 128; // rows

  private static final int GRAIN = 64; // columns or rows: what is split stays whole tiles

  private final Workers workers;

  CpuProducts(Workers workers) {
    this.workers = workers;
  }

  INDArray affine(INDArray x, INDArray kernel, INDArray bias) {
    int rows = (int) x.size(0);
    int out = (int) kernel.size(1);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, rows, out);
    float[] b = OffHeap.copy(bias);
    FloatBuffer to = OffHeap.buffer(y);
    for (int r = 0; r < rows; r++) {
      to.put(r * out, b, 0, out);
    }
    multiply(x, kernel, 1, y);
    return y;
  }

  INDArray product(INDArray x, INDArray kernel) {
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, x.size(0), kernel.size(1));
    multiply(x, kernel, 0, y);
    return y;
  }

  /** y = x W + beta y. */
  private void multiply(INDArray x, INDArray kernel, float beta, INDArray y) {
    int m = (int) x.size(0);
    int n = (int) kernel.size(1);
    int k = (int) x.size(1);
    INDArray left = OffHeap.dense(x);
    INDArray right = OffHeap.dense(kernel);
    Matrix a = OffHeap.matrix(left);
    Matrix b = OffHeap.matrix(right);
    Matrix c = OffHeap.matrix(y);
    if (n >= m) {
      split(
          n,
          (long) m * n * k,
          (from, count) -> Blas.multiply(m, count, k, a, b.from(0, from), beta, c.from(0, from)));
    } else {
      split(
          m,
          (long) m * n * k,
          (from, count) -> Blas.multiply(count, n, k, a.from(from, 0), b, beta, c.from(from, 0)));
    }
  }

  /** into = a^T b + beta into. */
  void transposedProduct(INDArray a, INDArray b, float beta, INDArray into) {
    INDArray left = OffHeap.dense(a);
    INDArray right = OffHeap.dense(b);
    Matrix from = OffHeap.matrix(left);
    Matrix by = OffHeap.matrix(right);
    Matrix target = OffHeap.matrix(OffHeap.writable(into));
    int m = (int) a.size(1);
    int n = (int) b.size(1);
    int rows = (int) a.size(0);
    split(
        m,
        (long) m * n * rows,
        (row, count) ->
            Blas.transposedProduct(
                count, n, rows, from.from(0, row), by, beta, target.from(row, 0)));
  }

  /**
   * Blocks of rows first: one sum of very many rows loses digits.
   *
   * @param fresh whether what stands there counts for nothing
   */
  void columnSums(INDArray d, boolean fresh, INDArray into) {
    int rows = (int) d.size(0);
    int n = (int) d.size(1);
    FloatBuffer from = OffHeap.buffer(OffHeap.dense(d));
    FloatBuffer to = OffHeap.buffer(OffHeap.writable(into));
    float[] row = new float[n];
    float[] block = new float[n];
    float[] sum = new float[n];
    if (!fresh) {
      to.get(0, sum);
    }
    for (int first = 0; first < rows; first += GRAIN) {
      from.get(first * n, block);
      for (int r = first + 1; r < Math.min(rows, first + GRAIN); r++) {
        from.get(r * n, row);
        add(block, row, n);
      }
      add(sum, block, n);
    }
    to.put(0, sum);
  }

  private static void add(float[] into, float[] added, int n) {
    for (int i = 0; i < n; i++) {
      into[i] += added[i];
    }
  }

  /** Few rows go through the transposed factor as it lies; for many its transpose is made once. */
  INDArray productTransposed(INDArray a, INDArray b) {
    int rows = (int) a.size(0);
    int m = (int) b.size(0);
    int n = (int) b.size(1);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, rows, m);
    if (rows > AS_IT_LIES) {
      multiply(a, array(Blas.transposed(OffHeap.copy(b), m, n), n, m), 0, y);
      return y;
    }
    INDArray left = OffHeap.dense(a);
    INDArray right = OffHeap.dense(b);
    Matrix by = OffHeap.matrix(left);
    Matrix from = OffHeap.matrix(right);
    Matrix to = OffHeap.matrix(y);
    split(
        m,
        (long) m * n * rows,
        (row, count) ->
            Blas.multiplyTransposed(rows, count, n, by, from.from(row, 0), to.from(0, row)));
    return y;
  }

  /** W x of a single row x: (1, n), (m, n) to (1, m). */
  INDArray scores(INDArray x, INDArray w) {
    INDArray weights = OffHeap.dense(w);
    INDArray vector = OffHeap.dense(x);
    int m = (int) w.size(0);
    int n = (int) w.size(1);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, 1, m);
    Matrix a = OffHeap.matrix(weights);
    Matrix to = OffHeap.matrix(y);
    split(
        m,
        (long) m * n,
        (row, count) ->
            Blas.multiplyVector(count, n, a.from(row, 0), OffHeap.matrix(vector), to.from(0, row)));
    return y;
  }

  /** A part of the rows, or of the columns, of a result. */
  @FunctionalInterface
  private interface Part {
    void compute(int from, int count);
  }

  private void split(int length, long multiplications, Part part) {
    int grains = (length + GRAIN - 1) / GRAIN;
    int parts = multiplications < WORTH_SHARING ? 1 : Math.min(workers.threads(), grains);
    workers.each(
        parts,
        i -> {
          int from = GRAIN * (int) ((long) grains * i / parts);
          int end = Math.min(length, GRAIN * (int) ((long) grains * (i + 1) / parts));
          part.compute(from, end - from);
        });
  }

  private static INDArray array(float[] values, long... shape) {
    INDArray a = Nd4j.createUninitialized(DataType.FLOAT, shape);
    OffHeap.buffer(a).put(0, values);
    return a;
  }
}
