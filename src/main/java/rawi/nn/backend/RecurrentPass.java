package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One run of a recurrent kernel over a batch, and its back-propagation through time. */
public interface RecurrentPass {
  /** (batch, time, units) if sequences were asked for, else (batch, units). */
  INDArray output();

  /** The state after the last real step of each row, each (batch, units). */
  List<INDArray> states();

  /**
   * Back-propagation through time.
   *
   * @param dOutput dL/d(output), shaped as it
   * @param dStates dL/d(states), each shaped as its state; empty: nothing flows in there
   * @param gradients the arrays that weight gradients are added to
   * @param inputWanted whether dL/dx is computed
   */
  Result backward(
      INDArray dOutput, List<INDArray> dStates, RecurrentWeights gradients, boolean inputWanted);

  /**
   * What flows on to earlier layers.
   *
   * @param dx dL/dx (batch, time, features), zero at masked steps; empty if it was not asked for
   * @param dInitialState dL/d(initial state), each (batch, units)
   */
  record Result(Optional<INDArray> dx, List<INDArray> dInitialState) {}
}
