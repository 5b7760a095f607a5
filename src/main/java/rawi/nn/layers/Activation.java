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
import rawi.nn.activations.Activations;

/** y = f(x). A mask passes through. */
public record Activation(ActivationFunction function) implements Layer.Spec {
  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(function).filter(f -> f != Activations.LINEAR);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return this::forward;
  }

  private Pass forward(Signal in, Context context) {
    INDArray x = in.values();
    INDArray y = context.kernels().activation(function, x);
    return new Pass(
        new Signal(y, in.mask(), in.differentiable()),
        dy ->
            in.differentiable()
                ? Optional.of(context.kernels().activationBackward(function, x, y, dy))
                : Optional.empty());
  }
}
