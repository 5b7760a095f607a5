package rawi.nn.backend;

import static rawi.nn.backend.Nd4jRecurrence.blocks;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The equations of {@link Cell.Gru} where r acts after the product; bias (2, 3 units). */
record Nd4jGruResetAfter(Cell.Gru cell, RecurrentWeights weights, Optional<INDArray> dropout)
    implements Nd4jRecurrence {
  @Override
  public Step step(INDArray x, List<INDArray> state) {
    int units = weights.units();
    INDArray before = state.get(0);
    INDArray h = Nd4jRecurrence.dropped(before, dropout);
    INDArray outer = x.mmul(weights.kernel()); // (batch, 3 units)
    INDArray inner = h.mmul(weights.recurrentKernel()); // (batch, 3 units)
    weights.bias().ifPresent(b -> outer.addiRowVector(b.getRow(0)));
    weights.bias().ifPresent(b -> inner.addiRowVector(b.getRow(1)));
    INDArray gates = blocks(outer, units, 0, 2).addi(blocks(inner, units, 0, 2));
    INDArray open = cell.recurrentActivation().apply(gates); // z and r, (batch, 2 units)
    INDArray z = blocks(open, units, 0, 1);
    INDArray r = blocks(open, units, 1, 2);
    INDArray p = blocks(inner, units, 2, 3);
    INDArray sum = blocks(outer, units, 2, 3).addi(r.mul(p));
    INDArray g = cell.activation().apply(sum);
    INDArray next = z.mul(before).addi(z.rsub(1).muli(g));
    return new Step() {
      @Override
      public List<INDArray> state() {
        return List.of(next);
      }

      @Override
      public Back back(List<INDArray> dNext, RecurrentWeights gradients) {
        INDArray dh = dNext.get(0);
        INDArray dSum = cell.activation().backward(sum, g, dh.mul(z.rsub(1)));
        INDArray dOpen = Nd4j.concat(1, dh.mul(before.sub(g)), dSum.mul(p));
        INDArray dGates = cell.recurrentActivation().backward(gates, open, dOpen);
        INDArray dOuter = Nd4j.concat(1, dGates, dSum); // (batch, 3 units)
        INDArray dInner = Nd4j.concat(1, dGates, dSum.mul(r)); // (batch, 3 units)
        gradients.kernel().addi(x.transpose().mmul(dOuter));
        gradients.recurrentKernel().addi(h.transpose().mmul(dInner));
        gradients.bias().ifPresent(b -> b.getRow(0).addi(dOuter.sum(0)));
        gradients.bias().ifPresent(b -> b.getRow(1).addi(dInner.sum(0)));
        INDArray through = dInner.mmul(weights.recurrentKernel().transpose());
        return new Back(
            dOuter.mmul(weights.kernel().transpose()),
            List.of(Nd4jRecurrence.dropped(through, dropout).add(dh.mul(z))));
      }
    };
  }
}
