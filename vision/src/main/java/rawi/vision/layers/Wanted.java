package rawi.vision.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;

/** Gradients that somebody wants. */
final class Wanted {
  private Wanted() {}

  /** What a layer gives out: no mask, differentiable if its input or a parameter asks for it. */
  static Signal output(INDArray y, Signal in, List<Parameter> parameters) {
    boolean wanted = in.differentiable() || parameters.stream().anyMatch(Parameter::trainable);
    return new Signal(y, Optional.empty(), wanted);
  }

  static void add(Parameter parameter, INDArray gradient) {
    if (parameter.trainable()) {
      parameter.accumulate(gradient);
    }
  }

  /** The pass followed by an activation. */
  static Pass activated(Pass linear, ActivationFunction activation, Kernels kernels) {
    if (activation == Activations.LINEAR) {
      return linear;
    }
    INDArray z = linear.output().values();
    INDArray y = kernels.activation(activation, z);
    boolean wanted = linear.output().differentiable();
    return linear.then(
        new Pass(
            new Signal(y, linear.output().mask(), wanted),
            dy ->
                wanted
                    ? Optional.of(kernels.activationBackward(activation, z, y, dy))
                    : Optional.empty()));
  }
}
