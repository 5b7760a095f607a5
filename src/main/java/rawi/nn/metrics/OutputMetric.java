package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A metric that compares an output of a model with its targets. Applications add their own. */
public interface OutputMetric extends Metric {
  /**
   * Takes one batch in.
   *
   * @param predictions (batch, ..., n), as the loss is given them
   * @param targets as the loss is given them
   * @param mask (batch, time), 1 = real; what is masked does not count. Absent: all is real
   * @throws IllegalArgumentException if the three do not fit each other
   */
  void update(INDArray predictions, INDArray targets, Optional<INDArray> mask);
}
