package rawi.vision.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * {@link rawi.nn.layers.Normalization} as a layer of a weight file has it: every channel by a mean
 * and a variance that are given with the weights and never learnt:
 *
 * <pre>
 * y = (x - mean) / max(sqrt(variance), 1e-7)
 * </pre>
 *
 * (batch, ..., channels) to the same. Weights as in Keras: mean and variance (channels), and count,
 * a single number that plays no part. Mean 0 and variance 1 unless loaded. A mask passes through.
 */
public record StoredNormalization() implements Layer.Spec {
  private static final double LEAST = 1e-7; // of a deviation, as in Keras

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(
        weights.state("mean", Initializer.ZEROS, input.last()),
        weights.state("variance", Initializer.ONES, input.last()),
        weights.state("count", Initializer.ZEROS));
  }

  private record Built(Parameter mean, Parameter variance, Parameter count) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return List.of(mean, variance, count);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray x = in.values();
      INDArray scale = Transforms.max(Transforms.sqrt(variance.value(), true), LEAST, false);
      scale.rdivi(1);
      INDArray shift = mean.value().mul(scale).negi();
      return new Pass(
          new Signal(scaled(x, scale, shift, context), in.mask(), in.differentiable()),
          dy ->
              in.differentiable()
                  ? Optional.of(scaled(dy, scale, scale.mul(0), context))
                  : Optional.empty());
    }

    private static INDArray scaled(INDArray x, INDArray scale, INDArray shift, Context context) {
      long channels = scale.length();
      INDArray rows = x.reshape('c', x.length() / channels, channels);
      return context.kernels().scaleShift(rows, scale, shift).reshape('c', x.shape());
    }
  }
}
