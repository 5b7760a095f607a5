package rawi.nn.backend;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of an optimizer on one parameter, element by element: from the gradient and from what it
 * keeps of the steps before, its slots, to the new value and the new slots. It is written twice,
 * for the two sets of kernels, which are held to the same numbers.
 */
public interface Update {
  /** As plain array operations, in place: the equations. */
  void apply(INDArray w, INDArray g, List<INDArray> slots);

  /** As one pass over the first {@code n} elements, in place. */
  void apply(float[] w, float[] g, float[][] slots, int n);
}
