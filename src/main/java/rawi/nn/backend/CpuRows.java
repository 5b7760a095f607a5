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
    float mean = (float) (sum(x, at, n) / n);
    for (int i = at; i < at + n; i++) {
      x[i] -= mean;
    }
    float inverse = (float) (1 / Math.sqrt(sumOfProducts(x, x, at, n) / n + epsilon));
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
    float mean = (float) (sum(d, at, n) / n);
    float slope = (float) (sumOfProducts(d, x, at, n) / n);
    for (int i = at; i < at + n; i++) {
      d[i] = inverse * (d[i] - mean - x[i] * slope);
    }
  }

  /** log softmax(z + b) of each row. */
  INDArray logSoftmax(INDArray z, INDArray bias) {
    RowBlocks rows = new RowBlocks(z, workers);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, z.shape());
    FloatBuffer from = RowBlocks.memory(z);
    FloatBuffer to = OffHeap.buffer(y);
    float[] b = OffHeap.copy(bias);
    workers.each(
        rows.parts,
        part -> {
          float[] block = rows.block();
          float[] exponentials = new float[rows.columns];
          rows.each(
              part,
              (row, count) -> {
                rows.read(from, row, count, block);
                for (int r = 0; r < count; r++) {
                  logSoftmax(block, r * rows.columns, b, exponentials);
                }
                rows.write(block, to, row, count);
              });
        });
    return y;
  }

  private static void logSoftmax(float[] z, int at, float[] bias, float[] exponentials) {
    int n = bias.length;
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      z[at + i] += bias[i];
      largest = Math.max(largest, z[at + i]);
    }
    for (int i = 0; i < n; i++) {
      exponentials[i] = Exponential.exp(z[at + i] - largest);
    }
    float logTotal = (float) (largest + Math.log(sum(exponentials, 0, n)));
    for (int i = at; i < at + n; i++) {
      z[i] -= logTotal;
    }
  }

  /** Four sums at once: one waits for each of its additions. */
  private static double sum(float[] x, int at, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = at;
    for (; i < at + n - 3; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < at + n; i++) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  private static double sumOfProducts(float[] x, float[] y, int at, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = at;
    for (; i < at + n - 3; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < at + n; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d);
  }
}
