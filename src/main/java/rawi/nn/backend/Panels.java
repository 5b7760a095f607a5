package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * Right factors of products: a weight of several gates as one matrix (k,n) a gate, as {@link Gemm}
 * has them best. Transposed they are copied, those that outlive their weight too, and for a library
 * that wants them so, cut into blocks that lie together: in a weight as it is, rows are a power of
 * two apart, so they crowd into a few sets of the cache and push one another out.
 */
final class Panels {
  private final FloatBuffer values; // of the weight
  private final int columns; // of the weight
  private final boolean transposed;
  private final int k;
  private final int n;
  private final int depth; // rows of a block
  private final int width; // columns of a block
  private final Optional<Lying> lying; // the weight as it is
  private final Optional<FloatPointer> copy; // or a copy of it

  /** A weight, held as long as its memory is read. */
  private record Lying(INDArray weight, Matrix matrix) {}

  /** Allocates; {@link #fill} copies. */
  private Panels(INDArray weight, boolean transposed, boolean kept, int k, int n, Arena arena) {
    INDArray dense = OffHeap.dense(weight);
    this.values = OffHeap.buffer(dense);
    this.columns = (int) weight.size(1);
    this.transposed = transposed;
    this.k = k;
    this.n = n;
    this.depth = Math.min(k, Blas.gemm().panelDepth());
    this.width = Math.min(n, Blas.gemm().panelWidth());
    boolean whole = depth == k && width == n;
    this.lying =
        whole && !transposed && !kept
            ? Optional.of(new Lying(dense, OffHeap.matrix(dense)))
            : Optional.empty();
    this.copy = lying.isPresent() ? Optional.empty() : Optional.of(arena.offHeap(weight.length()));
  }

  /** Of a weight (k, gates * n), the columns of each gate; the weight stays as it is meanwhile. */
  static Panels of(INDArray weight, int gates, Arena arena) {
    int n = (int) weight.size(1) / gates;
    return new Panels(weight, false, false, (int) weight.size(0), n, arena);
  }

  /** The same for good: once all gates are filled the weight may be freed. */
  static Panels kept(INDArray weight, int gates) {
    int n = (int) weight.size(1) / gates;
    return new Panels(weight, false, true, (int) weight.size(0), n, new Arena());
  }

  /** Of a weight (n, gates * k), the columns of each gate transposed. */
  static Panels transposed(INDArray weight, int gates, Arena arena) {
    int k = (int) weight.size(1) / gates;
    return new Panels(weight, true, false, k, (int) weight.size(0), arena);
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
    if (lying.isPresent()) {
      return lying.get().matrix.from(row, (long) gate * n + column);
    }
    long address = copy.orElseThrow().address() + (long) Float.BYTES * place(gate, row, column);
    return new Matrix(address, Math.min(width, n - column));
  }
}
