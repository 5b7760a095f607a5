package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.ActivationFunction;

/**
 * y_i = exp(x_i) / sum_j exp(x_j) along one axis. Along the time axis it is taken over the real
 * steps alone, and a masked one gets 0; along another the mask only passes through.
 *
 * @param axis 0 is the batch, 1 the time of a sequence, -1 the last
 */
public record Softmax(int axis) implements Layer.Spec {
  /** Over the last axis. */
  public Softmax() {
    this(-1);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(new rawi.nn.activations.Softmax(axis));
  }

  @Override
  public Shape outputShape(Shape input) {
    Axes.of("Softmax", axis, input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    int along = Axes.of("Softmax", axis, input);
    rawi.nn.activations.Softmax function = new rawi.nn.activations.Softmax(along);
    return (in, context) -> forward(function, in, context);
  }

  private static Pass forward(rawi.nn.activations.Softmax function, Signal in, Context context) {
    INDArray x = in.values();
    Optional<INDArray> real =
        function.axis() == 1 ? in.mask().map(m -> overFeatures(m, x)) : Optional.empty();
    INDArray y =
        real.isPresent() ? function.apply(x, real) : context.kernels().activation(function, x);
    return new Pass(
        new Signal(y, in.mask(), in.differentiable()),
        dy ->
            in.differentiable()
                ? Optional.of(context.kernels().activationBackward(function, x, y, dy))
                : Optional.empty());
  }

  /** (batch, time) with axes of size 1 up to the rank of x. */
  private static INDArray overFeatures(INDArray mask, INDArray x) {
    long[] shape = new long[x.rank()];
    java.util.Arrays.fill(shape, 1);
    shape[0] = mask.size(0);
    shape[1] = mask.size(1);
    return mask.castTo(x.dataType()).reshape('c', shape);
  }
}
