package rawi.nn.backend;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of a {@link Cell} in array operations. */
interface Nd4jRecurrence {
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

  /**
   * The equations of a cell.
   *
   * @param dropout (batch, units), what h is multiplied by before its products
   */
  static Nd4jRecurrence of(Cell cell, RecurrentWeights weights, Optional<INDArray> dropout) {
    if (cell instanceof Cell.SimpleRnn rnn) {
      return new Nd4jSimpleRnn(rnn, weights, dropout);
    }
    if (cell instanceof Cell.Gru gru) {
      return gru.resetAfter()
          ? new Nd4jGruResetAfter(gru, weights, dropout)
          : new Nd4jGruResetBefore(gru, weights, dropout);
    }
    return new Nd4jLstm((Cell.Lstm) cell, weights, dropout);
  }

  /** The columns of blocks [from, to) of an array whose rows hold all blocks. */
  static INDArray blocks(INDArray all, int units, int from, int to) {
    return all.get(all(), interval((long) from * units, (long) to * units)).dup('c');
  }

  /** h with the units that recurrent dropout took out at zero; also its transpose, for dh. */
  static INDArray dropped(INDArray h, Optional<INDArray> dropout) {
    return dropout.map(h::mul).orElse(h);
  }
}
