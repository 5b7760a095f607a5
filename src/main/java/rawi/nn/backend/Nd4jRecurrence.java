package rawi.nn.backend;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of a recurrent cell in array operations. */
interface Nd4jRecurrence {
  RecurrentWeights weights();

  /** How many states the cell carries; the first is its output h. */
  int states();

  /**
   * One step.
   *
   * @param x (batch, features)
   * @param state each (batch, units)
   */
  Step step(INDArray x, List<INDArray> state);

  /** A step taken: the next state and the way back. */
  interface Step {
    List<INDArray> state();

    /**
     * The gradients of the step's input and state, from those of its next state; weight gradients
     * are added to {@code gradients}.
     */
    Back back(List<INDArray> dNext, RecurrentWeights gradients);
  }

  record Back(INDArray dx, List<INDArray> dState) {}
}
