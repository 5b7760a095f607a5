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
  private static final int BLOCK = 4096; // floats
  private static final int WORTH_SHARING = 1 << 17;

  final int rows;
  final int columns;
  final int parts;

  RowBlocks(INDArray x, Workers workers) {
    this.rows = (int) x.size(0);
    this.columns = (int) x.size(1);
    long most = x.length() / WORTH_SHARING;
    this.parts = (int) Math.max(1, Math.min(Math.min(workers.threads(), rows), most));
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

  /** The sums of all parts, in their order, as an array. */
  static INDArray sum(double[][] parts) {
    float[] sum = new float[parts[0].length];
    for (int c = 0; c < sum.length; c++) {
      double all = 0;
      for (double[] part : parts) {
        all += part[c];
      }
      sum[c] = (float) all;
    }
    return array(sum, sum.length);
  }

  static INDArray array(float[] values, long... shape) {
    INDArray a = Nd4j.createUninitialized(DataType.FLOAT, shape);
    OffHeap.buffer(a).put(0, values);
    return a;
  }
}
