package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * {@link Dropout} of whole features of a sequence: in training each feature of each row is 0 at
 * every step with probability {@code rate}, and else divided by 1 - rate (Tompson and others 2015).
 * (batch, time, features) to the same; a mask passes through.
 *
 * @param rate in [0, 1)
 */
public record SpatialDropout1D(double rate) implements Layer.Spec {
  public SpatialDropout1D {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "SpatialDropout1D: expected a rate in [0, 1), got " + rate);
    }
  }

  @Override
  public String name() {
    return "spatial_dropout1d";
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "SpatialDropout1D: expected (batch, time, features), got one example of shape " + input);
    }
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      if (!context.training() || rate == 0) {
        return Pass.through(in);
      }
      INDArray x = in.values();
      INDArray kept = // (batch, 1, features)
          context.dropoutMask(rate, x.dataType(), x.size(0), 1, x.size(2));
      return new Pass(
          new Signal(context.kernels().scaleSegments(x, kept), in.mask(), in.differentiable()),
          dy ->
              in.differentiable()
                  ? Optional.of(context.kernels().scaleSegments(dy, kept))
                  : Optional.empty());
    };
  }
}
