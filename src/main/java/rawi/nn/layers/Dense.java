package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * y = x W + b over the last axis: (batch, in) to (batch, units). Glorot uniform kernel, zero bias,
 * no activation.
 *
 * @param units size of the output's last axis
 */
public record Dense(int units) implements Layer.Spec {
  public Dense {
    if (units <= 0) {
      throw new IllegalArgumentException("Dense: expected units of at least 1, got " + units);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 1) {
      throw new IllegalArgumentException(
          "Dense: expected (batch, features), got one example of shape "
              + input
              + "; pool over time or take the last step before it");
    }
    return input.withLast(units);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(
        weights.create("kernel", Initializer.GLOROT_UNIFORM, input.last(), units),
        weights.create("bias", Initializer.ZEROS, units));
  }

  private record Built(Parameter kernel, Parameter bias) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return List.of(kernel, bias);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray x = in.values(); // (batch, in)
      INDArray y = context.kernels().affine(x, kernel.value(), bias.value()); // (batch, units)
      boolean wanted = in.differentiable() || kernel.trainable() || bias.trainable();
      Signal out = new Signal(y, in.mask(), wanted);
      return new Pass(
          out,
          dy -> {
            context.kernels().addTransposedProduct(x, dy, kernel.gradient());
            bias.accumulate(dy.sum(0));
            return in.differentiable()
                ? Optional.of(context.kernels().productTransposed(dy, kernel.value()))
                : Optional.empty();
          });
    }
  }
}
