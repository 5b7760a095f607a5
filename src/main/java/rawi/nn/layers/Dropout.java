package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * In training each element is 0 with probability {@code rate} and else divided by 1 - rate, so that
 * its expectation stays; at inference nothing happens (Srivastava and others 2014, in the inverted
 * form of Keras).
 *
 * @param rate in [0, 1)
 */
public record Dropout(double rate) implements Layer.Spec {
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("Dropout: expected a rate in [0, 1), got " + rate);
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
      INDArray kept = context.dropoutMask(rate, x.dataType(), x.shape());
      Signal out = new Signal(x.mul(kept), in.mask(), in.differentiable());
      return new Pass(
          out, dy -> in.differentiable() ? Optional.of(dy.mul(kept)) : Optional.empty());
    };
  }
}
