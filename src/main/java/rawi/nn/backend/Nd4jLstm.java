package rawi.nn.backend;

import static rawi.nn.backend.Nd4jRecurrence.blocks;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.ActivationFunction;

/** The equations of {@link Cell.Lstm}. */
record Nd4jLstm(Cell.Lstm cell, RecurrentWeights weights, Optional<INDArray> dropout)
    implements Nd4jRecurrence {
  @Override
  public Step step(INDArray x, List<INDArray> state) {
    int units = weights.units();
    INDArray h = Nd4jRecurrence.dropped(state.get(0), dropout);
    INDArray c = state.get(1);
    Nd4jWeightedSum weighted = new Nd4jWeightedSum(x, h, weights);
    INDArray sum = weighted.value(); // (batch, 4 units)
    Unit i = new Unit(cell.recurrentActivation(), blocks(sum, units, 0, 1));
    Unit f = new Unit(cell.recurrentActivation(), blocks(sum, units, 1, 2));
    Unit g = new Unit(cell.activation(), blocks(sum, units, 2, 3));
    Unit o = new Unit(cell.recurrentActivation(), blocks(sum, units, 3, 4));
    INDArray next = f.y.mul(c).addi(i.y.mul(g.y));
    Unit y = new Unit(cell.activation(), next);
    INDArray output = o.y.mul(y.y);
    return new Step() {
      @Override
      public List<INDArray> state() {
        return List.of(output, next);
      }

      @Override
      public Back back(List<INDArray> dNext, RecurrentWeights gradients) {
        INDArray dh = dNext.get(0);
        INDArray dc = dNext.get(1).add(y.backward(dh.mul(o.y)));
        INDArray dSum =
            Nd4j.concat(
                1,
                i.backward(dc.mul(g.y)),
                f.backward(dc.mul(c)),
                g.backward(dc.mul(i.y)),
                o.backward(dh.mul(y.y))); // (batch, 4 units)
        weighted.addGradients(dSum, gradients);
        INDArray through = Nd4jRecurrence.dropped(weighted.dh(dSum), dropout);
        return new Back(weighted.dx(dSum), List.of(through, dc.mul(f.y)));
      }
    };
  }

  /** An activation at work: y = function(z). */
  private static final class Unit {
    final ActivationFunction function;
    final INDArray z;
    final INDArray y;

    Unit(ActivationFunction function, INDArray z) {
      this.function = function;
      this.z = z;
      this.y = function.apply(z);
    }

    INDArray backward(INDArray dy) {
      return function.backward(z, y, dy);
    }
  }
}
