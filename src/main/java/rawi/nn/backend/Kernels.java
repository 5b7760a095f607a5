package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

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

  /** into += a^T b: (rows, m), (rows, n), added to (m, n). */
  void addTransposedProduct(INDArray a, INDArray b, INDArray into);

  /** a b^T: (rows, n), (m, n) to (rows, m). */
  INDArray productTransposed(INDArray a, INDArray b);

  /** Rows of a table: (rows, dim) at ids to (ids.length, dim). Ids must be within the table. */
  INDArray gather(INDArray table, int[] ids);

  /** table[rows[i]] += values[i] for every i, also where a row is named more than once. */
  void scatterAdd(INDArray table, int[] rows, INDArray values);

  /** table[rows[i]] = values[i]; each row is named once. */
  void putRows(INDArray table, int[] rows, INDArray values);

  /** Runs a recurrent cell over the time of a batch. */
  RecurrentPass recurrent(Cell cell, RecurrentWeights weights, Scan scan, Arena arena);

  /**
   * Runs a cell over several scans that need nothing of one another, such as the two directions of
   * a layer; on several threads where each by itself is too small to be shared.
   */
  default List<RecurrentPass> recurrent(Cell cell, List<Run> runs, Arena arena) {
    return runs.stream().map(run -> recurrent(cell, run.weights(), run.scan(), arena)).toList();
  }

  /** What a recurrent kernel runs with, and over. */
  record Run(RecurrentWeights weights, Scan scan) {}

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

  /** One Adam update of a whole parameter, in place; all four arrays have one shape. */
  void adam(INDArray value, INDArray gradient, INDArray m, INDArray v, AdamStep step);
}
