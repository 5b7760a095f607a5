package rawi.nn.backend;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The equations of {@link Kernels#lstm}, one step at a time. */
record Nd4jLstm(RecurrentWeights weights) implements Nd4jRecurrence {
  @Override
  public int states() {
    return 2;
  }

  @Override
  public Step step(INDArray x, List<INDArray> state) {
    INDArray h = state.get(0);
    INDArray c = state.get(1);
    INDArray z = x.mmul(weights.kernel()).addi(h.mmul(weights.recurrentKernel()));
    weights.bias().ifPresent(z::addiRowVector); // (batch, 4 units)
    INDArray i = Transforms.sigmoid(gate(z, 0), true);
    INDArray f = Transforms.sigmoid(gate(z, 1), true);
    INDArray g = Transforms.tanh(gate(z, 2), true);
    INDArray o = Transforms.sigmoid(gate(z, 3), true);
    INDArray next = f.mul(c).addi(i.mul(g));
    INDArray y = Transforms.tanh(next, true);
    return new Taken(x, h, c, i, f, g, o, y, List.of(o.mul(y), next));
  }

  private INDArray gate(INDArray z, int k) {
    int units = weights.units();
    return z.get(all(), interval((long) k * units, (long) (k + 1) * units)).dup('c');
  }

  private final class Taken implements Step {
    private final INDArray x;
    private final INDArray h;
    private final INDArray c;
    private final INDArray i;
    private final INDArray f;
    private final INDArray g;
    private final INDArray o;
    private final INDArray y;
    private final List<INDArray> state;

    Taken(
        INDArray x,
        INDArray h,
        INDArray c,
        INDArray i,
        INDArray f,
        INDArray g,
        INDArray o,
        INDArray y,
        List<INDArray> state) {
      this.x = x;
      this.h = h;
      this.c = c;
      this.i = i;
      this.f = f;
      this.g = g;
      this.o = o;
      this.y = y;
      this.state = state;
    }

    @Override
    public List<INDArray> state() {
      return state;
    }

    @Override
    public Back back(List<INDArray> dNext, RecurrentWeights gradients) {
      INDArray dh = dNext.get(0);
      INDArray dc = dNext.get(1).add(dh.mul(o).muli(y.mul(y).rsubi(1)));
      INDArray dz =
          Nd4j.concat(
              1,
              dc.mul(g).muli(slope(i)),
              dc.mul(c).muli(slope(f)),
              dc.mul(i).muli(g.mul(g).rsubi(1)),
              dh.mul(y).muli(slope(o))); // (batch, 4 units)
      gradients.kernel().addi(x.transpose().mmul(dz));
      gradients.recurrentKernel().addi(h.transpose().mmul(dz));
      gradients.bias().ifPresent(b -> b.addi(dz.sum(0)));
      return new Back(
          dz.mmul(weights.kernel().transpose()),
          List.of(dz.mmul(weights.recurrentKernel().transpose()), dc.mul(f)));
    }

    /** The derivative of the logistic function by its output. */
    private static INDArray slope(INDArray s) {
      return s.mul(s.rsub(1));
    }
  }
}
