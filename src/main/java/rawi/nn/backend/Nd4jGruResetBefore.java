package rawi.nn.backend;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static rawi.nn.backend.Nd4jRecurrence.blocks;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The equations of {@link Cell.Gru} where r acts before the product; bias (3 units). */
record Nd4jGruResetBefore(Cell.Gru cell, RecurrentWeights weights, Optional<INDArray> dropout)
    implements Nd4jRecurrence {
  @Override
  public Step step(INDArray x, List<INDArray> state) {
    int units = weights.units();
    INDArray before = state.get(0);
    INDArray h = Nd4jRecurrence.dropped(before, dropout);
    INDArray forGates = blocks(weights.recurrentKernel(), units, 0, 2); // (units, 2 units)
    INDArray forCandidate = blocks(weights.recurrentKernel(), units, 2, 3); // (units, units)
    INDArray outer = x.mmul(weights.kernel()); // (batch, 3 units)
    weights.bias().ifPresent(outer::addiRowVector);
    INDArray gates = blocks(outer, units, 0, 2).addi(h.mmul(forGates));
    INDArray open = cell.recurrentActivation().apply(gates); // z and r, (batch, 2 units)
    INDArray z = blocks(open, units, 0, 1);
    INDArray r = blocks(open, units, 1, 2);
    INDArray reset = r.mul(h);
    INDArray sum = blocks(outer, units, 2, 3).addi(reset.mmul(forCandidate));
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
        INDArray dReset = dSum.mmul(forCandidate.transpose());
        INDArray dOpen = Nd4j.concat(1, dh.mul(before.sub(g)), dReset.mul(h));
        INDArray dGates = cell.recurrentActivation().backward(gates, open, dOpen);
        INDArray dOuter = Nd4j.concat(1, dGates, dSum); // (batch, 3 units)
        gradients.kernel().addi(x.transpose().mmul(dOuter));
        INDArray dU = gradients.recurrentKernel();
        dU.get(all(), interval(0, 2L * units)).addi(h.transpose().mmul(dGates));
        dU.get(all(), interval(2L * units, 3L * units)).addi(reset.transpose().mmul(dSum));
        gradients.bias().ifPresent(b -> b.addi(dOuter.sum(0)));
        INDArray through = dGates.mmul(forGates.transpose()).addi(dReset.mul(r));
        return new Back(
            dOuter.mmul(weights.kernel().transpose()),
            List.of(Nd4jRecurrence.dropped(through, dropout).add(dh.mul(z))));
      }
    };
  }
}
