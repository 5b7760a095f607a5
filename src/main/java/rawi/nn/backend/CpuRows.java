package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What layer normalization needs of the rows of a matrix, in flat loops. */
final class CpuRows {
  private final Workers workers;

  CpuRows(Workers workers) {
    this.workers = workers;
  }

  NormalizedRows normalize(INDArray x, double epsilon) {
    RowBlocks rows = new RowBlocks(x, workers);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, x.shape());
    FloatBuffer from = RowBlocks.memory(x);
    FloatBuffer to = OffHeap.buffer(y);
    float[] inverse = new float[rows.rows];
    workers.each(
        rows.parts,
        part -> {
          float[] block = rows.block();
          rows.each(
              part,
              (row, count) -> {
                rows.read(from, row, count, block);
                for (int r = 0; r < count; r++) {
                  inverse[row + r] = normalize(block, r * rows.columns, rows.columns, epsilon);
                }
                rows.write(block, to, row, count);
              });
        });
    return new NormalizedRows(y, RowBlocks.array(inverse, inverse.length));
  }

  /** Normalizes n numbers in place. */
  private static float normalize(float[] x, int at, int n, double epsilon) {
    double sum = 0;
    for (int i = at; i < at + n; i++) {
      sum += x[i];
    }
    float mean = (float) (sum / n);
    double squares = 0;
    for (int i = at; i < at + n; i++) {
      x[i] -= mean;
      squares += x[i] * x[i];
    }
    float inverse = (float) (1 / Math.sqrt(squares / n + epsilon));
    for (int i = at; i < at + n; i++) {
      x[i] *= inverse;
    }
    return inverse;
  }

  INDArray backward(INDArray d, NormalizedRows normalized) {
    RowBlocks rows = new RowBlocks(d, workers);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, d.shape());
    FloatBuffer first = RowBlocks.memory(d);
    FloatBuffer second = RowBlocks.memory(normalized.values());
    FloatBuffer to = OffHeap.buffer(y);
    float[] inverse = OffHeap.copy(normalized.inverse());
    workers.each(
        rows.parts,
        part -> {
          float[] ds = rows.block();
          float[] xs = rows.block();
          rows.each(
              part,
              (row, count) -> {
                rows.read(first, row, count, ds);
                rows.read(second, row, count, xs);
                for (int r = 0; r < count; r++) {
                  backward(ds, xs, r * rows.columns, rows.columns, inverse[row + r]);
                }
                rows.write(ds, to, row, count);
              });
        });
    return y;
  }

  private static void backward(float[] d, float[] x, int at, int n, float inverse) {
    double sum = 0;
    double products = 0;
    for (int i = at; i < at + n; i++) {
      sum += d[i];
      products += d[i] * x[i];
    }
    float mean = (float) (sum / n);
    float slope = (float) (products / n);
    for (int i = at; i < at + n; i++) {
      d[i] = inverse * (d[i] - mean - x[i] * slope);
    }
  }
}
