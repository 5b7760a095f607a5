package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.ActivationFunction;

/**
 * The kernels in float32 on the processor: matrix products through OpenBLAS at one thread each, the
 * batch split over Java threads, pointwise work in flat loops over Java arrays.
 */
public final class CpuKernels implements Kernels {
  private final Workers workers;
  private final CpuProducts products;
  private final CpuColumns columns;
  private final CpuRows rows;
  private final CpuSegments segments;
  private final CpuPointwise pointwise;
  private final CpuRecurrence recurrence;
  private final Nd4jKernels plain = new Nd4jKernels();

  public CpuKernels(Workers workers) {
    this.workers = workers;
    this.products = new CpuProducts(workers);
    this.columns = new CpuColumns(workers);
    this.rows = new CpuRows(workers);
    this.segments = new CpuSegments(workers);
    this.pointwise = new CpuPointwise(workers);
    this.recurrence = new CpuRecurrence(workers);
  }

  @Override
  public INDArray affine(INDArray x, INDArray kernel, INDArray bias) {
    return products.affine(x, kernel, bias);
  }

  @Override
  public INDArray product(INDArray x, INDArray kernel) {
    return products.product(x, kernel);
  }

  @Override
  public INDArray activation(ActivationFunction f, INDArray z) {
    return CpuPointwise.supports(f) ? pointwise.apply(f, z) : f.apply(z);
  }

  /** In place where the way back needs y alone. */
  @Override
  public INDArray activated(ActivationFunction f, INDArray z) {
    return CpuPointwise.supports(f) ? pointwise.applyInPlace(f, z) : f.apply(z);
  }

  @Override
  public INDArray activationBackward(ActivationFunction f, INDArray z, INDArray y, INDArray dy) {
    return CpuPointwise.supports(f) ? pointwise.backward(f, y, dy) : f.backward(z, y, dy);
  }

  @Override
  public void addTransposedProduct(INDArray a, INDArray b, INDArray into) {
    products.transposedProduct(a, b, 1, into);
  }

  @Override
  public void addColumnSums(INDArray d, INDArray into) {
    products.columnSums(d, false, into);
  }

  @Override
  public void setTransposedProduct(INDArray a, INDArray b, INDArray into) {
    products.transposedProduct(a, b, 0, into);
  }

  @Override
  public void setColumnSums(INDArray d, INDArray into) {
    products.columnSums(d, true, into);
  }

  @Override
  public INDArray productTransposed(INDArray a, INDArray b) {
    return products.productTransposed(a, b);
  }

  @Override
  public ColumnMoments columnMoments(INDArray x, Optional<INDArray> weights) {
    return columns.moments(x, weights);
  }

  @Override
  public INDArray scaleShift(INDArray x, INDArray scale, INDArray shift) {
    return columns.scaleShift(x, scale, shift);
  }

  @Override
  public ColumnSums columnSums(INDArray d, INDArray x) {
    return columns.sums(d, x);
  }

  @Override
  public INDArray combineColumns(
      INDArray d, INDArray a, INDArray x, INDArray b, INDArray c, Optional<INDArray> weights) {
    return columns.combine(d, a, x, b, c, weights);
  }

  @Override
  public NormalizedRows normalizeRows(INDArray x, double epsilon) {
    return rows.normalize(x, epsilon);
  }

  @Override
  public INDArray normalizeRowsBackward(INDArray d, NormalizedRows normalized) {
    return rows.backward(d, normalized);
  }

  @Override
  public void add(INDArray more, INDArray into) {
    INDArray given = OffHeap.dense(more);
    int length = Math.toIntExact(into.length());
    Blas.add(length, OffHeap.matrix(given), OffHeap.matrix(OffHeap.writable(into)));
  }

  @Override
  public INDArray segmentMeans(INDArray x) {
    return segments.mean(x);
  }

  @Override
  public INDArray scaleSegments(INDArray x, INDArray factors) {
    return segments.scale(x, factors);
  }

  @Override
  public INDArray gather(INDArray table, int[] ids) {
    int dim = (int) table.size(1);
    INDArray rows = Nd4j.createUninitialized(DataType.FLOAT, ids.length, dim);
    FloatBuffer from = OffHeap.buffer(OffHeap.dense(table));
    FloatBuffer to = OffHeap.buffer(rows);
    for (int i = 0; i < ids.length; i++) {
      to.put(i * dim, from, ids[i] * dim, dim);
    }
    return rows;
  }

  @Override
  public void scatterAdd(INDArray table, int[] rows, INDArray values) {
    int dim = (int) table.size(1);
    FloatBuffer memory = OffHeap.buffer(OffHeap.writable(table));
    FloatBuffer added = OffHeap.buffer(OffHeap.dense(values));
    float[] row = new float[dim];
    float[] more = new float[dim];
    for (int i = 0; i < rows.length; i++) {
      memory.get(rows[i] * dim, row);
      added.get(i * dim, more);
      for (int j = 0; j < dim; j++) {
        row[j] += more[j];
      }
      memory.put(rows[i] * dim, row);
    }
  }

  @Override
  public void putRows(INDArray table, int[] rows, INDArray values) {
    int dim = (int) table.size(1);
    FloatBuffer memory = OffHeap.buffer(OffHeap.writable(table));
    FloatBuffer from = OffHeap.buffer(OffHeap.dense(values));
    for (int i = 0; i < rows.length; i++) {
      memory.put(rows[i] * dim, from, i * dim, dim);
    }
  }

  @Override
  public RecurrentPass recurrent(Cell cell, RecurrentWeights weights, Scan scan, Arena arena) {
    return supports(cell)
        ? recurrence.passes(List.of(new Run(cell, weights, scan)), arena).get(0)
        : plain.recurrent(cell, weights, scan, arena);
  }

  @Override
  public List<RecurrentPass> recurrent(List<Run> runs, Arena arena) {
    return runs.stream().allMatch(run -> supports(run.cell()))
        ? recurrence.passes(runs, arena)
        : Kernels.super.recurrent(runs, arena);
  }

  /**
   * Whether a cell runs on the fast kernels, as those with the standard activations do; any other
   * runs on the plain ones.
   */
  public static boolean supports(Cell cell) {
    return cell.standard();
  }

  @Override
  public int[] argmaxOverTime(INDArray x, Optional<INDArray> mask) {
    int batch = (int) x.size(0);
    int time = (int) x.size(1);
    int features = (int) x.size(2);
    FloatBuffer values = OffHeap.buffer(OffHeap.dense(x));
    float[] real = mask.map(OffHeap::copy).orElseGet(() -> new float[0]);
    int[] winner = new int[batch * features];
    Arrays.fill(winner, -1);
    float[] best = new float[features];
    float[] row = new float[features];
    for (int b = 0; b < batch; b++) {
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      for (int t = 0; t < time; t++) {
        if (real.length > 0 && real[b * time + t] == 0) {
          continue;
        }
        values.get((b * time + t) * features, row);
        for (int f = 0; f < features; f++) {
          if (row[f] > best[f] || winner[b * features + f] < 0) {
            best[f] = row[f];
            winner[b * features + f] = t;
          }
        }
      }
    }
    return winner;
  }

  @Override
  public INDArray takeSteps(INDArray x, int[] step) {
    int time = (int) x.size(1);
    int features = (int) x.size(2);
    FloatBuffer values = OffHeap.buffer(OffHeap.dense(x));
    float[] y = new float[step.length];
    for (int i = 0; i < step.length; i++) {
      int row = i / features;
      y[i] = step[i] < 0 ? 0 : values.get((row * time + step[i]) * features + i % features);
    }
    return array(y, x.size(0), features);
  }

  @Override
  public INDArray putSteps(INDArray d, int[] step, long time) {
    int features = (int) d.size(1);
    INDArray y = Nd4j.zeros(DataType.FLOAT, d.size(0), time, features);
    FloatBuffer values = OffHeap.buffer(y);
    float[] from = OffHeap.copy(d);
    for (int i = 0; i < step.length; i++) {
      if (step[i] >= 0) {
        values.put((i / features * (int) time + step[i]) * features + i % features, from[i]);
      }
    }
    return y;
  }

  @Override
  public CrossEntropy softmaxCrossEntropy(INDArray logits, int[] labels, double[] weights) {
    int classes = (int) logits.size(1);
    float[] z = OffHeap.copy(logits);
    double sum = 0;
    for (int r = 0; r < labels.length; r++) {
      int at = r * classes;
      float largest = z[at];
      for (int k = 1; k < classes; k++) {
        largest = Math.max(largest, z[at + k]);
      }
      double total = 0;
      for (int k = 0; k < classes; k++) {
        total += Math.exp(z[at + k] - largest);
      }
      double logTotal = Math.log(total);
      sum += weights[r] * (logTotal - (z[at + labels[r]] - largest));
      for (int k = 0; k < classes; k++) {
        double p = Math.exp(z[at + k] - largest - logTotal);
        z[at + k] = (float) (weights[r] * (k == labels[r] ? p - 1 : p));
      }
    }
    return new CrossEntropy(sum, array(z, logits.shape()));
  }

  @Override
  public CrossEntropy sigmoidCrossEntropy(INDArray logits, INDArray targets, double[] weights) {
    int columns = (int) logits.size(1);
    float[] z = OffHeap.copy(logits);
    float[] y = OffHeap.copy(targets);
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double w = weights[i / columns] / columns;
      double softplus = Math.max(z[i], 0) + Math.log1p(Math.exp(-Math.abs(z[i])));
      sum += w * (softplus - (double) z[i] * y[i]);
      z[i] = (float) (w * (1 / (1 + Math.exp(-z[i])) - y[i]));
    }
    return new CrossEntropy(sum, array(z, logits.shape()));
  }

  @Override
  public VocabularyPass vocabularyLoss(
      INDArray x, INDArray table, INDArray bias, int[] ids, boolean keeping, Arena arena) {
    return new CpuVocabularyPass(x, table, bias, ids, keeping, workers, arena);
  }

  @Override
  public INDArray logProbabilities(INDArray x, INDArray table, INDArray bias) {
    INDArray logits =
        x.size(0) == 1
            ? products.scores(x, table)
            : products.productTransposed(x, table); // (rows, words)
    return rows.logSoftmax(logits, bias);
  }

  @Override
  public AttentivePass attentive(AttentiveWeights weights, AttentiveScan scan, Arena arena) {
    return new CpuAttentivePass(weights, scan, workers, arena);
  }

  @Override
  public void update(List<Updated> parameters, Update update) {
    CpuUpdate.run(parameters.stream().map(p -> new CpuUpdate(p, update)).toList(), workers);
  }

  @Override
  public SpatialKernels spatial() {
    return new CpuSpatial(workers, plain.spatial());
  }

  private static INDArray array(float[] values, long... shape) {
    INDArray a = Nd4j.createUninitialized(DataType.FLOAT, shape);
    OffHeap.buffer(a).put(0, values);
    return a;
  }
}
