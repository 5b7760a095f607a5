package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * Memory outside the Java heap, for products as a matrix and for Java as a buffer. Whoever asked
 * for it keeps it alive.
 */
record Block(Matrix matrix, FloatBuffer buffer) {
  /** New memory, whatever stands there; of no rows, one element. */
  static Block of(long rows, int columns, Arena arena) {
    long length = Math.max(1, rows * columns);
    FloatPointer memory = arena.offHeap(length);
    return new Block(Matrix.of(memory, columns), OffHeap.buffer(memory, length));
  }

  /** The memory of a dense array, as a matrix of its last axis. */
  static Block of(INDArray dense) {
    return new Block(OffHeap.matrix(dense), OffHeap.buffer(dense));
  }

  /** What is left of the matrix from a row on. */
  Matrix from(long row) {
    return matrix.from(row, 0);
  }
}
