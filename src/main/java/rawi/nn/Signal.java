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

  /**
   * The mask, in the values' type.
   *
   * @param layer that reads it, for the message
   * @throws IllegalArgumentException if it is not (batch, time) of zeros and ones
   */
  public Optional<INDArray> checkedMask(String layer) {
    return mask.map(m -> checked(layer, m));
  }

  private INDArray checked(String layer, INDArray given) {
    if (given.rank() != 2 || given.size(0) != values.size(0) || given.size(1) != values.size(1)) {
      throw new IllegalArgumentException(
          "%s: expected a mask of shape (%d, %d), got %s"
              .formatted(layer, values.size(0), values.size(1), Shape.of(given.shape())));
    }
    INDArray own = given.dataType() == values.dataType() ? given : given.castTo(values.dataType());
    boolean whole = own.ordering() == 'c' && own.length() == own.data().length();
    for (double real : (whole ? own : own.dup('c')).data().asDouble()) {
      if (real != 0 && real != 1) {
        throw new IllegalArgumentException(
            "%s: expected a mask of zeros and ones, got %s in it".formatted(layer, real));
      }
    }
    return own;
  }

  public Signal withMask(Optional<INDArray> other) {
    return new Signal(values, other, differentiable);
  }

  public Signal asDifferentiable() {
    return new Signal(values, mask, true);
  }
}
