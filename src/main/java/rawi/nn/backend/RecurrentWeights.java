package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of one recurrent layer in Keras's layout, or, with the same shapes, the arrays that
 * their gradients are added to.
 *
 * @param kernel (features, gates * units)
 * @param recurrentKernel (units, gates * units)
 * @param bias (gates * units), of a GRU whose reset gate acts after the product (2, 3 units);
 *     absent if the layer has none
 */
public record RecurrentWeights(INDArray kernel, INDArray recurrentKernel, Optional<INDArray> bias) {

  public int features() {
    return (int) kernel.size(0);
  }

  public int units() {
    return (int) recurrentKernel.size(0);
  }

  /** How many blocks of columns, each of {@code units}, the weights have. */
  public int gates() {
    return (int) kernel.size(1) / units();
  }
}
