package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * {@link Kernels#vocabularyLoss} by blocks of words, while a block's numbers are in the cache: one
 * product, then the running maximum of each row and, in place of the logits z, the e^(z - maximum)
 * and their sum; on the way back the derivative in their place, then both products. Each e^z is so
 * computed once, and each row's maximum at that block is kept with them.
 *
 * <p>Logits lie word by word, (words, rows): maxima and sums over words are then additions of whole
 * rows, which the JIT turns into vector code, as it does not the sum of one row. Blocks are dealt
 * to the threads in turn, so one number of threads gives one result to the last bit.
 */
final class CpuVocabularyPass implements VocabularyPass {
  private static final int BLOCK = 256; // words
  private static final int VECTOR = 16; // floats of a cache line

  /** Below this many multiplications a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 2_000_000;

  private final Workers workers;
  private final int rows;
  private final int stride; // of what has a column a row: whole cache lines
  private final int units;
  private final int words;
  private final int parts;
  private final int[] ids;
  private final INDArray x; // (rows, units), dense
  private final INDArray table; // (words, units), dense
  private final float[] bias;
  private final Matrix across; // x^T, (units, rows)
  private final Matrix logits; // then e^(z - largest); (words, rows), or a block for each part
  private final float[][] scales; // of each block, the largest logit of each row up to it
  private final boolean keeping;
  private final Matrix[] gradients; // dx^T of each part, (units, rows)
  private final Matrix ones; // (rows)
  private final Matrix sums; // of dL/dz over the rows, (words)
  private final float[] logTotals; // of each row: log of the sum of e^z
  private final float[] own; // of each row: z of its word

  CpuVocabularyPass(
      INDArray x,
      INDArray table,
      INDArray bias,
      int[] ids,
      boolean keeping,
      Workers workers,
      Arena arena) {
    this.workers = workers;
    this.rows = ids.length;
    this.stride = (rows + VECTOR - 1) / VECTOR * VECTOR;
    this.units = (int) table.size(1);
    this.words = (int) table.size(0);
    this.ids = ids;
    this.keeping = keeping;
    this.x = OffHeap.dense(x);
    this.table = OffHeap.dense(table);
    this.bias = OffHeap.copy(bias);
    boolean shared = (long) rows * words * units >= WORTH_SHARING;
    this.parts = shared ? Math.min(workers.threads(), blocks()) : 1;
    this.across = Matrix.of(arena.offHeap((long) units * stride), stride);
    turn();
    long kept = keeping ? words : (long) parts * BLOCK;
    this.logits = Matrix.of(arena.offHeap(kept * stride), stride);
    this.scales = new float[keeping ? blocks() : 0][];
    this.gradients = new Matrix[keeping ? parts : 0];
    Arrays.setAll(
        gradients,
        part -> Matrix.of(arena.offHeap((long) units * stride), stride)); // on this thread
    FloatPointer ones = arena.offHeap(stride);
    float[] one = new float[rows];
    Arrays.fill(one, 1);
    OffHeap.buffer(ones, rows).put(0, one);
    this.ones = Matrix.of(ones, 1);
    this.sums = Matrix.of(arena.offHeap(words), 1);
    this.logTotals = new float[rows];
    this.own = new float[rows];
    forward();
  }

  private void turn() {
    FloatBuffer to = Blas.buffer(across, (long) units * stride);
    float[] turned = Blas.transposed(OffHeap.copy(x), rows, units);
    for (int j = 0; j < units; j++) {
      to.put(j * stride, turned, j * rows, rows);
    }
  }

  private int blocks() {
    return (words + BLOCK - 1) / BLOCK;
  }

  /** Where the logits of a block lie. */
  private Matrix block(int block, int part) {
    return logits.from(keeping ? (long) block * BLOCK : (long) part * BLOCK, 0);
  }

  private void forward() {
    float[][] largest = new float[parts][];
    float[][] sums = new float[parts][];
    workers.each(
        parts,
        part -> {
          LogSumExp running = new LogSumExp(rows);
          for (int b = part; b < blocks(); b += parts) {
            forward(b, part, running);
          }
          largest[part] = running.largest();
          sums[part] = running.sum();
        });
    for (int r = 0; r < rows; r++) {
      float most = largest[0][r];
      for (int part = 1; part < parts; part++) {
        most = Math.max(most, largest[part][r]);
      }
      double total = 0;
      for (int part = 0; part < parts; part++) {
        total += sums[part][r] * Math.exp(largest[part][r] - most);
      }
      logTotals[r] = (float) (most + Math.log(total));
    }
  }

  private void forward(int block, int part, LogSumExp running) {
    int first = block * BLOCK;
    int count = Math.min(BLOCK, words - first);
    Matrix z = block(block, part);
    Blas.multiply(count, rows, units, OffHeap.matrix(table).from(first, 0), across, 0, z);
    FloatBuffer memory = Blas.buffer(z, (long) count * stride);
    for (int r = 0; r < rows; r++) {
      int i = ids[r] - first;
      if (i >= 0 && i < count) {
        own[r] = memory.get(i * stride + r) + bias[ids[r]];
      }
    }
    running.take(memory, stride, bias, first, count, keeping);
    if (keeping) {
      scales[block] = running.largest().clone();
    }
  }

  @Override
  public INDArray losses() {
    float[] losses = new float[rows];
    for (int r = 0; r < rows; r++) {
      losses[r] = logTotals[r] - own[r];
    }
    return RowBlocks.array(losses, rows);
  }

  @Override
  public INDArray backward(INDArray d, Optional<INDArray> dTable, Optional<INDArray> dBias) {
    if (!keeping) {
      throw new IllegalStateException("vocabularyLoss: the way back was not asked for");
    }
    float[] g = OffHeap.copy(d);
    Optional<Matrix> tableGradient = dTable.map(OffHeap::writable).map(OffHeap::matrix);
    workers.each(
        parts,
        part -> {
          Blas.buffer(gradients[part], (long) units * stride).put(0, new float[units * stride]);
          float[] row = new float[rows];
          for (int b = part; b < blocks(); b += parts) {
            backward(b, g, row, tableGradient, gradients[part]);
          }
        });
    dBias.ifPresent(into -> Blas.add(words, sums, OffHeap.matrix(OffHeap.writable(into))));
    for (int part = 1; part < parts; part++) {
      Blas.add(units * stride, gradients[part], gradients[0]);
    }
    float[] sum = new float[units * rows];
    FloatBuffer from = Blas.buffer(gradients[0], (long) units * stride);
    for (int j = 0; j < units; j++) {
      from.get(j * stride, sum, j * rows, rows);
    }
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, rows, units);
    OffHeap.buffer(dx).put(0, Blas.transposed(sum, units, rows));
    return dx;
  }

  private void backward(
      int block, float[] g, float[] row, Optional<Matrix> tableGradient, Matrix gradient) {
    int first = block * BLOCK;
    int count = Math.min(BLOCK, words - first);
    Matrix dz = block(block, 0);
    FloatBuffer memory = Blas.buffer(dz, (long) count * stride);
    float[] weights = scales[block];
    weigh(weights, logTotals, g, rows);
    for (int i = 0; i < count; i++) {
      memory.get(i * stride, row);
      Pointwise.product(row, weights, row, rows);
      memory.put(i * stride, row);
    }
    for (int r = 0; r < rows; r++) {
      int i = ids[r] - first;
      if (i >= 0 && i < count) {
        memory.put(i * stride + r, memory.get(i * stride + r) - g[r]);
      }
    }
    Blas.multiplyVector(count, rows, dz, ones, sums.from(first, 0));
    tableGradient.ifPresent(
        into -> Blas.multiply(count, units, rows, dz, OffHeap.matrix(x), 1, into.from(first, 0)));
    Matrix words = OffHeap.matrix(table).from(first, 0);
    Blas.addTransposedProduct(units, rows, count, words, dz, gradient);
  }

  /**
   * What makes e^(z - largest) the derivative, but for the row's own word: g e^(largest -
   * logTotal).
   */
  private static void weigh(float[] largest, float[] logTotals, float[] g, int n) {
    for (int j = 0; j < n; j++) {
      largest[j] = g[j] * Exponential.exp(largest[j] - logTotals[j]);
    }
  }
}
