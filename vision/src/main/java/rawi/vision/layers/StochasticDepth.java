package rawi.vision.layers;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Dropout of whole examples: in training each image of a batch is 0 with probability {@code rate}
 * and else divided by 1 - rate, so that a block whose output is added to its input is sometimes
 * left out (Huang and others 2016); Keras's {@code Dropout} with noise shape (batch, 1, 1, 1). Any
 * shape; a mask passes through.
 *
 * @param rate in [0, 1)
 */
public record StochasticDepth(double rate) implements Layer.Spec {
  public StochasticDepth {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("StochasticDepth: expected a rate in [0, 1), got " + rate);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      if (!context.training() || rate == 0) {
        return Pass.through(in);
      }
      INDArray x = in.values();
      long[] each = new long[x.rank()];
      Arrays.fill(each, 1);
      each[0] = x.size(0);
      INDArray kept = context.dropoutMask(rate, x.dataType(), each);
      return new Pass(
          new Signal(x.mul(kept), in.mask(), in.differentiable()),
          dy -> in.differentiable() ? Optional.of(dy.mul(kept)) : Optional.empty());
    };
  }
}
