package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution for inference, whose weights do not change any more and lie as they are read:
 *
 * <pre>
 * y = clip(convolution of x + bias + added)
 * </pre>
 */
@FunctionalInterface
public interface FixedConvolution {
  /**
   * The output, in the memory of this step.
   *
   * @param x (batch, height, width, channels)
   * @param added shaped as the output; absent: nothing is added
   */
  INDArray apply(INDArray x, Optional<INDArray> added, Arena arena);
}
