package rawi.nn.training;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some examples, put together to be computed at once. Whoever takes a batch from a {@link Dataset}
 * closes it.
 *
 * @param inputs (batch, ...)
 * @param targets (batch, ...)
 * @param weights (batch), what each example counts for in the loss; absent: 1
 */
public record Batch(INDArray inputs, INDArray targets, Optional<INDArray> weights)
    implements AutoCloseable {
  public int size() {
    return (int) inputs.size(0);
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
    weights.ifPresent(INDArray::close);
  }
}
