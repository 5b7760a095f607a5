package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix worked through in blocks of rows that fit the first-level cache, shared among threads
 * where it is large. Each thread has consecutive rows.
 */
final class RowBlocks {
  private static final int BLOCK = 2048; // floats: three of them fit the first-level cache
  private static final int WORTH_SHARING = 1 << 17;
  private static final int WIDE = 1024; // columns above which a block is one row

  final int rows;
  final int columns;
  final int parts;

  RowBlocks(INDArray x, Workers workers) {
    this(x, 1, workers);
  }

  /** So many rows taken for one. */
  private RowBlocks(INDArray x, int folded, Workers workers) {
    this.rows = (int) x.size(0) / folded;
    this.columns = (int) x.size(1) * folded;
    long most = x.length() / WORTH_SHARING;
    this.parts = (int) Math.max(1, Math.min(Math.min(workers.threads(), rows), most));
  }

  /**
   * Narrow matrices as wide ones: several rows lie side by side as one, what belongs to the columns
   * is {@link #repeated}, and sums are {@link #folded} again.
   */
  static RowBlocks wide(INDArray x, Workers workers) {
    int folded = 1;
    while (x.size(1) * folded <= WIDE && x.size(0) % (2L * folded) == 0) {
      folded *= 2;
    }
    return new RowBlocks(x, folded, workers);
  }

  /** The values of the matrix's columns as those of the wide one's. */
  float[] repeated(INDArray ofColumns) {
    float[] one = OffHeap.copy(ofColumns);
    float[] all = new float[columns];
    for (int at = 0; at < columns; at += one.length) {
      System.arraycopy(one, 0, all, at, one.length);
    }
    return all;
  }

  /** Sums of the wide matrix's columns as those of the matrix's. */
  static double[] folded(double[] wide, int columns) {
    double[] sums = new double[columns];
    for (int at = 0; at < wide.length; at++) {
      sums[at % columns] += wide[at];
    }
    return sums;
  }

  /**
   * Whether a block is one row. Then each loop over it has one index for all its arrays, which is
   * what the compiler turns into vector code.
   */
  boolean single() {
    return blockRows() == 1;
  }

  /** The first row of a part; of the one after the last, the number of rows. */
  int begin(int part) {
    return (int) ((long) rows * part / parts);
  }

  /** Work on some rows. */
  @FunctionalInterface
  interface Work {
    void on(int fromRow, int rows);
  }

  /** The rows of a part, block by block. */
  void each(int part, Work work) {
    int height = blockRows();
    int end = begin(part + 1);
    for (int row = begin(part); row < end; row += height) {
      work.on(row, Math.min(height, end - row));
    }
  }

  private int blockRows() {
    return Math.max(1, BLOCK / columns);
  }

  /** Room for a block. */
  float[] block() {
    return new float[blockRows() * columns];
  }

  void read(FloatBuffer from, int row, int count, float[] into) {
    from.get(row * columns, into, 0, count * columns);
  }

  void write(float[] from, FloatBuffer into, int row, int count) {
    into.put(row * columns, from, 0, count * columns);
  }

  static FloatBuffer memory(INDArray x) {
    return OffHeap.buffer(OffHeap.dense(x));
  }

  /** The sums of all parts, in their order, as an array; wide ones folded to so many columns. */
  static INDArray sum(double[][] parts, int columns) {
    double[] all = new double[parts[0].length];
    for (double[] part : parts) {
      for (int c = 0; c < all.length; c++) {
        all[c] += part[c];
      }
    }
    double[] folded = folded(all, columns);
    float[] sum = new float[columns];
    for (int c = 0; c < sum.length; c++) {
      sum[c] = (float) folded[c];
    }
    return array(sum, sum.length);
  }

  static INDArray array(float[] values, long... shape) {
    INDArray a = Nd4j.createUninitialized(DataType.FLOAT, shape);
    OffHeap.buffer(a).put(0, values);
    return a;
  }
}
