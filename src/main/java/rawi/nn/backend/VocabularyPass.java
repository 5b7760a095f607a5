package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Kernels#vocabularyLoss} found, and the way back. */
public interface VocabularyPass {
  /** How surprising each row's word was, -log p in nats: (rows). */
  INDArray losses();

  /**
   * The way back, with p the softmax of the row: dL/dz[r, w] = d[r] (p[r, w] - [w is the word of
   * row r]). May be called once.
   *
   * @param d dL/d(losses), (rows)
   * @param dTable what the table's gradient is added to; empty: it is not wanted
   * @param dBias the same of the bias
   * @return dL/dx, (rows, units)
   */
  INDArray backward(INDArray d, Optional<INDArray> dTable, Optional<INDArray> dBias);
}
