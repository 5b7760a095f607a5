package rawi.nn;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One forward computation and the way back.
 *
 * @param output what the layer produced
 * @param backward takes dL/d(output), adds to parameter gradients and gives dL/d(input)
 */
public record Pass(Signal output, Backward backward) {

  /** From dL/d(output) to dL/d(input). */
  @FunctionalInterface
  public interface Backward {
    /**
     * Adds to the gradients of the layer's parameters. May be called once: it may write over what
     * the forward pass kept.
     *
     * @param dOutput only to be read: others may be given the same array
     * @return dL/d(input), shaped as the input; empty if the input is not differentiable
     */
    Optional<INDArray> apply(INDArray dOutput);
  }

  /** The pass that changes nothing. */
  public static Pass through(Signal input) {
    return new Pass(input, d -> input.differentiable() ? Optional.of(d) : Optional.empty());
  }

  /** This computation followed by {@code next}, which was computed from this output. */
  public Pass then(Pass next) {
    return new Pass(next.output, d -> next.backward.apply(d).flatMap(backward::apply));
  }
}
