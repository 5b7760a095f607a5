package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.activations.ActivationFunction;

/**
 * The computations behind the layers, in two implementations that give the same numbers: {@link
 * Nd4jKernels}, plain array operations in any floating type and on any device, and {@link
 * CpuKernels}, float32 on the processor, fast.
 *
 * <p>Arrays are row-major. Results belong to the {@link Arena} step in which they are made.
 */
public interface Kernels {
  /** x W + b: (rows, in), (in, out), (out) to (rows, out). */
  INDArray affine(INDArray x, INDArray kernel, INDArray bias);

  /** x W: (rows, in), (in, out) to (rows, out). */
  INDArray product(INDArray x, INDArray kernel);

  /** y = f(z), in a new array. */
  INDArray activation(ActivationFunction f, INDArray z);

  /**
   * y = f(z) of a z that nobody else needs: y may take its memory, and then stands for z in {@link
   * #activationBackward}.
   */
  default INDArray activated(ActivationFunction f, INDArray z) {
    return activation(f, z);
  }

  /** dL/dz from dL/dy, in a new array; y is what {@link #activation} gave for z. */
  INDArray activationBackward(ActivationFunction f, INDArray z, INDArray y, INDArray dy);

  /** into += a^T b: (rows, m), (rows, n), added to (m, n). */
  void addTransposedProduct(INDArray a, INDArray b, INDArray into);

  /** into += the rows of d, added up: (rows, n), added to (n). */
  void addColumnSums(INDArray d, INDArray into);

  /** into = a^T b, whatever stood there: (rows, m), (rows, n) to (m, n). */
  default void setTransposedProduct(INDArray a, INDArray b, INDArray into) {
    into.assign(0);
    addTransposedProduct(a, b, into);
  }

  /** into = the rows of d, added up, whatever stood there: (rows, n) to (n). */
  default void setColumnSums(INDArray d, INDArray into) {
    into.assign(0);
    addColumnSums(d, into);
  }

  /** a b^T: (rows, n), (m, n) to (rows, m). */
  INDArray productTransposed(INDArray a, INDArray b);

  /**
   * Mean and variance of each column, (rows, columns) to (columns).
   *
   * @param weights what each row counts for, (rows), not all 0; absent: 1
   */
  ColumnMoments columnMoments(INDArray x, Optional<INDArray> weights);

  /** x[r, c] scale[c] + shift[c]: (rows, columns) and twice (columns) to (rows, columns). */
  INDArray scaleShift(INDArray x, INDArray scale, INDArray shift);

  /** Sums over the rows of d and of d x, both (rows, columns). */
  ColumnSums columnSums(INDArray d, INDArray x);

  /**
   * d[r, i] a[i] + weights[r] (x[r, i] b[i] + c[i]): d and x (rows, columns), a, b and c (columns),
   * to (rows, columns).
   *
   * @param weights (rows); absent: 1
   */
  INDArray combineColumns(
      INDArray d, INDArray a, INDArray x, INDArray b, INDArray c, Optional<INDArray> weights);

  /** (x - mean) / sqrt(variance + epsilon) within each row of (rows, columns). */
  NormalizedRows normalizeRows(INDArray x, double epsilon);

  /** dL/dx of {@link #normalizeRows} from dL/d(its values): inverse (d - mean(d) - y mean(d y)). */
  INDArray normalizeRowsBackward(INDArray d, NormalizedRows normalized);

  /** into += more, of the same shape and row-major. */
  default void add(INDArray more, INDArray into) {
    into.addi(more);
  }

  /** The mean of the rows of each segment: (segments, rows, n) to (segments, n). */
  default INDArray segmentMeans(INDArray x) {
    return x.mean(1);
  }

  /** Each row times that of its segment: (segments, rows, n) by (segments, 1, n). */
  default INDArray scaleSegments(INDArray x, INDArray factors) {
    return x.mul(factors);
  }

  /** Rows of a table: (rows, dim) at ids to (ids.length, dim). Ids must be within the table. */
  INDArray gather(INDArray table, int[] ids);

  /** table[rows[i]] += values[i] for every i, also where a row is named more than once. */
  void scatterAdd(INDArray table, int[] rows, INDArray values);

  /** table[rows[i]] = values[i]; each row is named once. */
  void putRows(INDArray table, int[] rows, INDArray values);

  /** Runs a recurrent cell over the time of a batch. */
  RecurrentPass recurrent(Cell cell, RecurrentWeights weights, Scan scan, Arena arena);

  /**
   * Several runs that need nothing of one another, such as the two directions of a layer; on
   * several threads where each by itself is too small to be shared.
   */
  default List<RecurrentPass> recurrent(List<Run> runs, Arena arena) {
    return runs.stream()
        .map(run -> recurrent(run.cell(), run.weights(), run.scan(), arena))
        .toList();
  }

  /** What a recurrent kernel runs, with which weights, and over what. */
  record Run(Cell cell, RecurrentWeights weights, Scan scan) {}

  /**
   * The step at which each feature is largest among the real ones, the first of equals: (batch,
   * time, features) to batch * features numbers; -1 for a row without a real step.
   */
  int[] argmaxOverTime(INDArray x, Optional<INDArray> mask);

  /** x[b, step[b, f], f] as (batch, features); 0 where the step is -1. */
  INDArray takeSteps(INDArray x, int[] step);

  /** The transpose of {@link #takeSteps}: y[b, step[b, f], f] = d[b, f], else 0. */
  INDArray putSteps(INDArray d, int[] step, long time);

  /** sum_r w_r * -log softmax(logits_r)[label_r]; logits (rows, classes). */
  CrossEntropy softmaxCrossEntropy(INDArray logits, int[] labels, double[] weights);

  /** sum_r w_r * mean_c [softplus(z) - z y] of logits z and targets y in 0..1, both (rows, n). */
  CrossEntropy sigmoidCrossEntropy(INDArray logits, INDArray targets, double[] weights);

  /**
   * -log p of one word for each row, p = softmax(x E^T + b) over all words, in nats.
   *
   * @param x (rows, units)
   * @param table E, (words, units): each word's vector, which may be the embedding's
   * @param bias b, (words)
   * @param ids the word of each row; they must be within the table
   * @param keeping whether the way back is going to be taken
   */
  VocabularyPass vocabularyLoss(
      INDArray x, INDArray table, INDArray bias, int[] ids, boolean keeping, Arena arena);

  /** log softmax(x E^T + b): (rows, units), (words, units), (words) to (rows, words), in nats. */
  INDArray logProbabilities(INDArray x, INDArray table, INDArray bias);

  /**
   * An LSTM that looks, before each step, at the places of its row's group (soft attention,
   * Bahdanau and others 2015; Xu and others 2015, with their gate):
   *
   * <pre>
   * q = h Q                            e_i = v . tanh(K_i + q)
   * alpha = softmax(e)                 s = sum_i alpha_i V_i
   * beta = sigmoid(h w + a)            z = beta s
   * i, f, o = sigmoid(x W + z Z + h U + b)   g = tanh(x W + z Z + h U + b)
   * c' = f c + i g                     h' = o tanh(c')
   * </pre>
   */
  default AttentivePass attentive(AttentiveWeights weights, AttentiveScan scan, Arena arena) {
    return new Nd4jAttentivePass(weights, scan);
  }

  /** One step of an optimizer on all of these parameters, in place. */
  void update(List<Updated> parameters, Update update);

  /**
   * What an optimizer changes: the value is multiplied by {@code decay}, then changed by an {@link
   * Update}. All arrays have one shape.
   *
   * @param slots what is kept of the steps before, in the order in which the update wants it
   */
  record Updated(INDArray value, INDArray gradient, List<INDArray> slots, double decay) {}

  /** The computations on planes: convolution, pooling, resampling. */
  SpatialKernels spatial();
}
