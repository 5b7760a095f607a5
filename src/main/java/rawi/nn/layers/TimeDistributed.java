package rawi.nn.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.ActivationFunction;

/**
 * One layer, with one set of weights, at every step: (batch, time, ...) to (batch, time, ...). The
 * steps are computed as one batch of batch * time examples; a mask is passed on and changes nothing
 * in the values.
 *
 * @param layer what is applied to each step
 */
public record TimeDistributed(Layer.Spec layer) implements Layer.Spec {
  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return layer.lastActivation(output);
  }

  @Override
  public Shape outputShape(Shape input) {
    long[] inner = layer.outputShape(step(input)).dims().stream().mapToLong(d -> d).toArray();
    return Shape.of(prepend(input.dims().get(0), inner));
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(layer.build(step(input), weights));
  }

  private static Shape step(Shape input) {
    if (input.rank() < 2) {
      throw new IllegalArgumentException(
          "TimeDistributed: expected (batch, time, ...), got one example of shape " + input);
    }
    return new Shape(input.dims().subList(1, input.rank()));
  }

  private static long[] prepend(long first, long... others) {
    long[] all = new long[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  private record Built(Layer layer) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return layer.parameters();
    }

    @Override
    public Pass forward(Signal in, Context context) {
      Optional<INDArray> mask = in.checkedMask("TimeDistributed");
      long batch = in.values().size(0);
      Signal steps = new Signal(merged(in.values()), Optional.empty(), in.differentiable());
      Pass pass = layer.forward(steps, context);
      Signal out = pass.output();
      return new Pass(
          new Signal(split(out.values(), batch), mask, out.differentiable()),
          dy -> pass.backward().apply(merged(dy)).map(dx -> split(dx, batch)));
    }

    /** (batch, time, ...) to (batch * time, ...). */
    private static INDArray merged(INDArray x) {
      long[] shape = x.shape();
      return x.dup('c')
          .reshape(prepend(shape[0] * shape[1], Arrays.copyOfRange(shape, 2, shape.length)));
    }

    /** (batch * time, ...) to (batch, time, ...). */
    private static INDArray split(INDArray x, long batch) {
      long[] shape = x.shape();
      long[] rest = Arrays.copyOfRange(shape, 1, shape.length);
      return x.dup('c').reshape(prepend(batch, prepend(shape[0] / batch, rest)));
    }
  }
}
