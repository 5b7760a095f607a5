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
    INDArray z = x.mmul(weights.kernel()).addi(h.mmul(weights.recurrentKernel()));
    weights.bias().ifPresent(z::addiRowVector); // (batch, units)
    INDArray next = cell.activation().apply(z);
    return new Step() {
      @Override
      public List<INDArray> state() {
        return List.of(next);
      }

      @Override
      public Back back(List<INDArray> dNext, RecurrentWeights gradients) {
        INDArray dz = cell.activation().backward(z, next, dNext.get(0));
        gradients.kernel().addi(x.transpose().mmul(dz));
        gradients.recurrentKernel().addi(h.transpose().mmul(dz));
        gradients.bias().ifPresent(b -> b.addi(dz.sum(0)));
        INDArray dh = dz.mmul(weights.recurrentKernel().transpose());
        return new Back(
            dz.mmul(weights.kernel().transpose()), List.of(Nd4jRecurrence.dropped(dh, dropout)));
      }
    };
  }
}
