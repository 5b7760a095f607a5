package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is done alike to all rows of a segment, of arrays (segments, rows, columns). */
final class CpuSegments {
  private static final int WORTH_SHARING = 1 << 16; // elements

  private final Workers workers;

  CpuSegments(Workers workers) {
    this.workers = workers;
  }

  /** The mean of the rows of each: (segments, columns). */
  INDArray mean(INDArray x) {
    int rows = (int) x.size(1);
    int columns = (int) x.size(2);
    INDArray mean = Nd4j.createUninitialized(DataType.FLOAT, x.size(0), columns);
    INDArray given = OffHeap.dense(x);
    FloatBuffer from = OffHeap.buffer(given);
    FloatBuffer to = OffHeap.buffer(mean);
    split(
        given,
        (first, end) -> {
          float[] sum = new float[columns];
          float[] row = new float[columns];
          for (int s = first; s < end; s++) {
            from.get(s * rows * columns, sum);
            for (int r = 1; r < rows; r++) {
              from.get((s * rows + r) * columns, row);
              Pointwise.add(row, sum, columns);
            }
            Pointwise.scale(sum, 1f / rows, 0, columns);
            to.put(s * columns, sum);
          }
        });
    return mean;
  }

  /** Each row times that of its segment: (segments, 1, columns). */
  INDArray scale(INDArray x, INDArray factors) {
    int rows = (int) x.size(1);
    int columns = (int) x.size(2);
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, x.shape());
    INDArray given = OffHeap.dense(x);
    INDArray each = OffHeap.dense(factors);
    FloatBuffer from = OffHeap.buffer(given);
    FloatBuffer by = OffHeap.buffer(each);
    FloatBuffer to = OffHeap.buffer(result);
    split(
        given,
        (first, end) -> {
          float[] factor = new float[columns];
          float[] row = new float[columns];
          for (int s = first; s < end; s++) {
            by.get(s * columns, factor);
            for (int r = s * rows; r < (s + 1) * rows; r++) {
              from.get(r * columns, row);
              Pointwise.product(row, factor, row, columns);
              to.put(r * columns, row);
            }
          }
        });
    return result;
  }

  /** Some of the segments. */
  @FunctionalInterface
  private interface Part {
    void compute(int first, int end);
  }

  private void split(INDArray x, Part part) {
    int segments = (int) x.size(0);
    long most = Math.max(1, x.length() / WORTH_SHARING);
    int parts = (int) Math.min(Math.min(workers.threads(), segments), most);
    workers.each(
        parts,
        i ->
            part.compute(
                (int) ((long) segments * i / parts), (int) ((long) segments * (i + 1) / parts)));
  }
}
