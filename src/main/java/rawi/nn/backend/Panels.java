package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * Right factors of products, copied into blocks that the first-level cache holds: a weight of
 * several gates as one matrix (k,n) a gate, each cut into blocks of {@value #DEPTH} rows and
 * {@value #WIDTH} columns that lie together.
 *
 * <p>In a weight as it is, the rows of such a block are a power of two apart, so they crowd into a
 * few sets of the cache and push one another out, and it begins anywhere in a cache line; a step of
 * a recurrent layer reads all of it anew (docs/benchmarks.md has what this layout brings).
 */
final class Panels {
  private static final int DEPTH = 128;
  private static final int WIDTH = 64;

  private final FloatBuffer weight;
  private final int columns; // of the weight
  private final boolean transposed;
  private final int k;
  private final int n;
  private final FloatPointer memory;

  /** Allocates; {@link #fill} copies. */
  private Panels(INDArray weight, boolean transposed, int k, int n, Arena arena) {
    this.weight = OffHeap.buffer(OffHeap.dense(weight));
    this.columns = (int) weight.size(1);
    this.transposed = transposed;
    this.k = k;
    this.n = n;
    this.memory = arena.offHeap(weight.length());
  }

  /** Of a weight (k, gates * n), the columns of each gate. */
  static Panels of(INDArray weight, int gates, Arena arena) {
    return new Panels(weight, false, (int) weight.size(0), (int) weight.size(1) / gates, arena);
  }

  /** Of a weight (n, gates * k), the columns of each gate transposed. */
  static Panels transposed(INDArray weight, int gates, Arena arena) {
    return new Panels(weight, true, (int) weight.size(1) / gates, (int) weight.size(0), arena);
  }

  /** Copies the weight's columns of one gate. */
  void fill(int gate) {
    FloatBuffer to = OffHeap.buffer(memory, weight.capacity());
    float[] block = new float[DEPTH * WIDTH];
    float[] line = new float[DEPTH];
    for (int row = 0; row < k; row += DEPTH) {
      int depth = depth(row);
      for (int column = 0; column < n; column += WIDTH) {
        int width = width(column);
        if (transposed) {
          for (int j = 0; j < width; j++) {
            weight.get((column + j) * columns + gate * k + row, line, 0, depth);
            for (int l = 0; l < depth; l++) {
              block[l * width + j] = line[l];
            }
          }
        } else {
          for (int l = 0; l < depth; l++) {
            weight.get((row + l) * columns + gate * n + column, block, l * width, width);
          }
        }
        to.put(place(gate, row, column), block, 0, depth * width);
      }
    }
  }

  private int depth(int row) {
    return Math.min(DEPTH, k - row);
  }

  private int width(int column) {
    return Math.min(WIDTH, n - column);
  }

  private int place(int gate, int row, int column) {
    return (gate * k + row) * n + column * depth(row);
  }

  /** c(m,n) = a(m,k) times the matrix of a gate, + beta c. */
  void multiply(int m, int gate, Matrix a, float beta, Matrix c) {
    multiply(m, gate, 0, n, a, beta, c);
  }

  /** The same for the columns [from, to) of c alone; {@code from} is where a block begins. */
  void multiply(int m, int gate, int from, int to, Matrix a, float beta, Matrix c) {
    for (int column = from; column < to; column += WIDTH) {
      int width = width(column);
      Matrix target = c.from(0, column);
      for (int row = 0; row < k; row += DEPTH) {
        long address = memory.address() + (long) Float.BYTES * place(gate, row, column);
        Matrix b = new Matrix(address, width);
        Blas.multiply(m, width, depth(row), a.from(0, row), b, row == 0 ? beta : 1, target);
      }
    }
  }
}
