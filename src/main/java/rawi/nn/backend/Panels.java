package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * Right factors of products: a weight of several gates as one matrix (k,n) a gate, as {@link Gemm}
 * has them best. Transposed they are copied, and for a library that wants them so, cut into blocks
 * that lie together: in a weight as it is, rows are a power of two apart, so they crowd into a few
 * sets of the cache and push one another out.
 */
final class Panels {
  private final INDArray weight;
  private final FloatBuffer values;
  private final int columns; // of the weight
  private final boolean transposed;
  private final int k;
  private final int n;
  private final int depth; // rows of a block
  private final int width; // columns of a block
  private final Optional<FloatPointer> copy; // absent: the weight as it is

  /** Allocates; {@link #fill} copies. */
  private Panels(INDArray weight, boolean transposed, int k, int n, Arena arena) {
    this.weight = OffHeap.dense(weight);
    this.values = OffHeap.buffer(this.weight);
    this.columns = (int) weight.size(1);
    this.transposed = transposed;
    this.k = k;
    this.n = n;
    this.depth = Math.min(k, Blas.gemm().panelDepth());
    this.width = Math.min(n, Blas.gemm().panelWidth());
    boolean whole = depth == k && width == n;
    this.copy =
        whole && !transposed ? Optional.empty() : Optional.of(arena.offHeap(weight.length()));
  }

  /** Of a weight (k, gates * n), the columns of each gate. */
  static Panels of(INDArray weight, int gates, Arena arena) {
    return new Panels(weight, false, (int) weight.size(0), (int) weight.size(1) / gates, arena);
  }

  /** Of a weight (n, gates * k), the columns of each gate transposed. */
  static Panels transposed(INDArray weight, int gates, Arena arena) {
    return new Panels(weight, true, (int) weight.size(1) / gates, (int) weight.size(0), arena);
  }

  /** Whether the weight is not read any more once all gates are filled. */
  boolean copied() {
    return copy.isPresent();
  }

  /** Copies the weight's columns of one gate, if they are to be copied. */
  void fill(int gate) {
    copy.ifPresent(memory -> fill(gate, OffHeap.buffer(memory, values.capacity())));
  }

  private void fill(int gate, FloatBuffer to) {
    for (int row = 0; row < k; row += depth) {
      int rows = Math.min(depth, k - row);
      for (int column = 0; column < n; column += width) {
        int count = Math.min(width, n - column);
        float[] block =
            transposed
                ? Blas.transposed(lines(column, count, gate * k + row, rows), count, rows)
                : lines(row, rows, gate * n + column, count);
        to.put(place(gate, row, column), block, 0, rows * count);
      }
    }
  }

  /** A block of the weight. */
  private float[] lines(int row, int rows, int column, int count) {
    float[] block = new float[rows * count];
    for (int l = 0; l < rows; l++) {
      values.get((row + l) * columns + column, block, l * count, count);
    }
    return block;
  }

  private int place(int gate, int row, int column) {
    return (gate * k + row) * n + column * Math.min(depth, k - row);
  }

  /** c(m,n) = a(m,k) times the matrix of a gate, + beta c. */
  void multiply(int m, int gate, Matrix a, float beta, Matrix c) {
    multiply(m, gate, 0, n, a, beta, c);
  }

  /** The same for the columns [from, to) of c alone. */
  void multiply(int m, int gate, int from, int to, Matrix a, float beta, Matrix c) {
    for (int column = from / width * width; column < to; column += width) {
      int first = Math.max(from, column);
      int count = Math.min(to, column + width) - first;
      Matrix target = c.from(0, first);
      for (int row = 0; row < k; row += depth) {
        Matrix b = block(gate, row, column).from(0, first - column);
        int rows = Math.min(depth, k - row);
        Blas.multiply(m, count, rows, a.from(0, row), b, row == 0 ? beta : 1, target);
      }
    }
  }

  private Matrix block(int gate, int row, int column) {
    if (copy.isEmpty()) {
      return OffHeap.matrix(weight).from(row, (long) gate * n + column);
    }
    long address = copy.get().address() + (long) Float.BYTES * place(gate, row, column);
    return new Matrix(address, Math.min(width, n - column));
  }
}
