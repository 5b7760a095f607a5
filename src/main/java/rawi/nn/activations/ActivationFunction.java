package rawi.nn.activations;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A function applied to a layer's weighted sums, element by element or along the last axis. */
public interface ActivationFunction {
  /** y = f(z), in a new array. */
  INDArray apply(INDArray z);

  /**
   * dL/dz from dL/dy, in a new array.
   *
   * @param z what {@link #apply} was given
   * @param y what it gave
   */
  INDArray backward(INDArray z, INDArray y, INDArray dy);
}
