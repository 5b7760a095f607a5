package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * The mean of each feature over the real steps: (batch, time, features) to (batch, features). A row
 * without a real step gives zeros.
 */
public record GlobalAveragePooling1D() implements Layer.Spec {
  @Override
  public String name() {
    return "global_average_pooling1d";
  }

  @Override
  public Shape outputShape(Shape input) {
    return OverTime.outputShape("GlobalAveragePooling1D", input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      INDArray x = in.values(); // (batch, time, features)
      INDArray share = share(in); // (batch, time, 1)
      INDArray y = x.mul(share).sum(1); // (batch, features)
      return new Pass(
          new Signal(y, Optional.empty(), in.differentiable()),
          dy -> {
            if (!in.differentiable()) {
              return Optional.empty();
            }
            long[] s = x.shape();
            INDArray dx = Nd4j.createUninitialized(x.dataType(), s);
            return Optional.of(dx.assign(share.mul(dy.reshape(s[0], 1, s[2]))));
          });
    };
  }

  /** What each step counts for: 1 / (real steps of its row) or 0. */
  private static INDArray share(Signal in) {
    INDArray x = in.values();
    INDArray real =
        in.mask()
            .map(m -> m.castTo(x.dataType()))
            .orElseGet(() -> Nd4j.ones(x.dataType(), x.size(0), x.size(1)));
    INDArray counts = real.sum(true, 1); // (batch, 1)
    for (long r = 0; r < counts.size(0); r++) {
      counts.putScalar(r, 0, Math.max(1, counts.getDouble(r, 0)));
    }
    return real.divColumnVector(counts).reshape(x.size(0), x.size(1), 1);
  }
}
