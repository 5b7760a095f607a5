package rawi.nn.constraints;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A projection of weights, applied after every step of an optimizer. */
@FunctionalInterface
public interface Constraint {
  /** Changes {@code w} in place so that it satisfies the constraint. */
  void apply(INDArray w);
}
