package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What batch normalization needs of the columns of a matrix, in flat loops. */
final class CpuColumns {
  private final Workers workers;

  CpuColumns(Workers workers) {
    this.workers = workers;
  }

  ColumnMoments moments(INDArray x, Optional<INDArray> weights) {
    return weights.map(w -> moments(x, OffHeap.copy(w))).orElseGet(() -> moments(x));
  }

  private ColumnMoments moments(INDArray x) {
    int columns = (int) x.size(1);
    double count = x.size(0);
    INDArray mean = sums(x, Optional.empty()).divi(count);
    INDArray variance = sums(x, Optional.of(mean)).divi(count);
    return new ColumnMoments(mean.reshape(columns), variance.reshape(columns));
  }

  private ColumnMoments moments(INDArray x, float[] w) {
    double count = total(w);
    int columns = (int) x.size(1);
    INDArray mean = RowBlocks.sum(sums(x, w, new float[0], 1), columns).divi(count);
    INDArray variance = RowBlocks.sum(sums(x, w, OffHeap.copy(mean), 2), columns).divi(count);
    return new ColumnMoments(mean, variance);
  }

  private static double total(float[] w) {
    double sum = 0;
    for (float one : w) {
      sum += one;
    }
    return sum;
  }

  /** sum_r w_r (x[r, c] - center[c])^power for each part of the rows. */
  private double[][] sums(INDArray x, float[] w, float[] center, int power) {
    RowBlocks rows = new RowBlocks(x, workers);
    FloatBuffer memory = RowBlocks.memory(x);
    double[][] sums = new double[rows.parts][rows.columns];
    workers.each(
        rows.parts,
        part -> {
          float[] block = rows.block();
          float[] own = new float[rows.columns];
          rows.each(
              part,
              (row, count) -> {
                rows.read(memory, row, count, block);
                for (int r = 0; r < count; r++) {
                  float weight = w[row + r];
                  if (power == 1) {
                    add(block, r * rows.columns, weight, own);
                  } else {
                    addSquares(block, r * rows.columns, weight, center, own);
                  }
                }
                flush(own, sums[part]);
              });
        });
    return sums;
  }

  private static void add(float[] x, int at, float weight, float[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += weight * x[at + c];
    }
  }

  private static void addSquares(float[] x, int at, float weight, float[] center, float[] sums) {
    for (int c = 0; c < sums.length; c++) {
      float d = x[at + c] - center[c];
      sums[c] += weight * d * d;
    }
  }

  /** Sums of a block are float32, of which loops become vector code; those of all are not. */
  private static void flush(float[] block, double[] sums) {
    for (int c = 0; c < block.length; c++) {
      sums[c] += block[c];
      block[c] = 0;
    }
  }

  INDArray scaleShift(INDArray x, INDArray scale, INDArray shift) {
    RowBlocks rows = RowBlocks.wide(x, workers);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, x.shape());
    FloatBuffer from = RowBlocks.memory(x);
    FloatBuffer to = OffHeap.buffer(y);
    float[] a = rows.repeated(scale);
    float[] b = rows.repeated(shift);
    workers.each(
        rows.parts,
        part -> {
          float[] block = rows.block();
          rows.each(
              part,
              (row, count) -> {
                rows.read(from, row, count, block);
                if (rows.single()) {
                  scaleShift(block, a, b);
                } else {
                  for (int r = 0; r < count; r++) {
                    scaleShift(block, r * rows.columns, a, b);
                  }
                }
                rows.write(block, to, row, count);
              });
        });
    return y;
  }

  private static void scaleShift(float[] x, float[] a, float[] b) {
    for (int c = 0; c < a.length; c++) {
      x[c] = x[c] * a[c] + b[c];
    }
  }

  private static void scaleShift(float[] x, int at, float[] a, float[] b) {
    for (int c = 0; c < a.length; c++) {
      x[at + c] = x[at + c] * a[c] + b[c];
    }
  }

  /** The sum of each column. */
  INDArray sums(INDArray d) {
    return sums(d, Optional.empty());
  }

  /** Sums of the columns, or of their squared differences from a center. */
  private INDArray sums(INDArray x, Optional<INDArray> center) {
    RowBlocks rows = RowBlocks.wide(x, workers);
    FloatBuffer memory = RowBlocks.memory(x);
    float[] from = center.map(rows::repeated).orElseGet(() -> new float[0]);
    double[][] sums = new double[rows.parts][rows.columns];
    workers.each(
        rows.parts,
        part -> {
          float[] block = rows.block();
          Sums own = new Sums(sums[part]);
          rows.each(
              part,
              (row, count) -> {
                rows.read(memory, row, count, block);
                for (int r = 0; r < count; r++) {
                  float[] one = rows.single() ? block : own.row(block, r);
                  if (from.length == 0) {
                    own.add(one);
                  } else {
                    own.addSquares(one, from);
                  }
                }
              });
          own.flush();
        });
    return RowBlocks.sum(sums, (int) x.size(1));
  }

  ColumnSums sums(INDArray d, INDArray x) {
    RowBlocks rows = RowBlocks.wide(d, workers);
    FloatBuffer first = RowBlocks.memory(d);
    FloatBuffer second = RowBlocks.memory(x);
    double[][] ofD = new double[rows.parts][rows.columns];
    double[][] ofProducts = new double[rows.parts][rows.columns];
    workers.each(
        rows.parts,
        part -> {
          float[] ds = rows.block();
          float[] xs = rows.block();
          Sums ownD = new Sums(ofD[part]);
          Sums ownProducts = new Sums(ofProducts[part]);
          rows.each(
              part,
              (row, count) -> {
                rows.read(first, row, count, ds);
                rows.read(second, row, count, xs);
                for (int r = 0; r < count; r++) {
                  float[] d1 = rows.single() ? ds : ownD.row(ds, r);
                  float[] x1 = rows.single() ? xs : ownProducts.row(xs, r);
                  ownD.add(d1);
                  ownProducts.addProducts(d1, x1);
                }
              });
          ownD.flush();
          ownProducts.flush();
        });
    int columns = (int) d.size(1);
    return new ColumnSums(RowBlocks.sum(ofD, columns), RowBlocks.sum(ofProducts, columns));
  }

  INDArray combine(
      INDArray d, INDArray a, INDArray x, INDArray b, INDArray c, Optional<INDArray> weights) {
    RowBlocks rows = weights.isPresent() ? new RowBlocks(d, workers) : RowBlocks.wide(d, workers);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, d.shape());
    FloatBuffer first = RowBlocks.memory(d);
    FloatBuffer second = RowBlocks.memory(x);
    FloatBuffer to = OffHeap.buffer(y);
    float[][] factors = {rows.repeated(a), rows.repeated(b), rows.repeated(c)};
    float[] w = weights.map(OffHeap::copy).orElseGet(() -> new float[0]);
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
                if (rows.single() && w.length == 0) {
                  combine(ds, xs, factors[0], factors[1], factors[2]);
                } else {
                  for (int r = 0; r < count; r++) {
                    combine(ds, xs, r * rows.columns, factors, w.length == 0 ? 1 : w[row + r]);
                  }
                }
                rows.write(ds, to, row, count);
              });
        });
    return y;
  }

  private static void combine(float[] d, float[] x, float[] a, float[] b, float[] c) {
    for (int i = 0; i < a.length; i++) {
      d[i] = d[i] * a[i] + (x[i] * b[i] + c[i]);
    }
  }

  private static void combine(float[] d, float[] x, int at, float[][] factors, float weight) {
    float[] a = factors[0];
    float[] b = factors[1];
    float[] c = factors[2];
    for (int i = 0; i < a.length; i++) {
      d[at + i] = d[at + i] * a[i] + weight * (x[at + i] * b[i] + c[i]);
    }
  }
}
