package rawi.nn;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What flows between layers.
 *
 * @param values (batch, ...)
 * @param mask (batch, time), 1 = real, 0 = padding; absent: everything is real
 * @param differentiable whether anything before this point wants dL/d(values): false for data and
 *     for what only frozen layers made of it, so that nobody computes a gradient nobody uses
 */
public record Signal(INDArray values, Optional<INDArray> mask, boolean differentiable) {

  /** Data, which needs no gradient. */
  public static Signal of(INDArray values) {
    return new Signal(values, Optional.empty(), false);
  }

  /** Data with its mask. */
  public static Signal of(INDArray values, INDArray mask) {
    return new Signal(values, Optional.of(mask), false);
  }

  public Signal withMask(Optional<INDArray> other) {
    return new Signal(values, other, differentiable);
  }

  public Signal asDifferentiable() {
    return new Signal(values, mask, true);
  }
}
