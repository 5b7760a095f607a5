package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The equation of {@link Cell.SimpleRnn}. */
record Nd4jSimpleRnn(Cell.SimpleRnn cell, RecurrentWeights weights, Optional<INDArray> dropout)
    implements Nd4jRecurrence {
  @Override
  public Step step(INDArray x, List<INDArray> state) {
    INDArray h = Nd4jRecurrence.dropped(state.get(0), dropout);
    Nd4jWeightedSum weighted = new Nd4jWeightedSum(x, h, weights);
    INDArray z = weighted.value(); // (batch, units)
    INDArray next = cell.activation().apply(z);
    return new Step() {
      @Override
      public List<INDArray> state() {
        return List.of(next);
      }

      @Override
      public Back back(List<INDArray> dNext, RecurrentWeights gradients) {
        INDArray dz = cell.activation().backward(z, next, dNext.get(0));
        weighted.addGradients(dz, gradients);
        INDArray dh = Nd4jRecurrence.dropped(weighted.dh(dz), dropout);
        return new Back(weighted.dx(dz), List.of(dh));
      }
    };
  }
}
