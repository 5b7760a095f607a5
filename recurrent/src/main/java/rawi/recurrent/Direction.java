package rawi.recurrent;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Parameter;
import rawi.nn.Signal;
import rawi.nn.backend.RecurrentPass;
import rawi.nn.backend.RecurrentWeights;
import rawi.nn.backend.Scan;

/**
 * One set of recurrent weights read in one direction of time.
 *
 * @param parameters kernel, recurrent_kernel and, if there is one, bias
 * @param kernel the computation of the cell
 */
record Direction(
    List<Parameter> parameters,
    CellKernel kernel,
    boolean backwards,
    boolean sequences,
    Scan.Masked masked) {

  /** A cell's entry among the kernels. */
  @FunctionalInterface
  interface CellKernel {
    RecurrentPass run(RecurrentWeights weights, Scan scan, Context context);
  }

  RecurrentPass run(Signal in, Context context) {
    Scan scan =
        new Scan(
            in.values(),
            in.mask(),
            List.of(),
            backwards,
            sequences,
            masked,
            Optional.empty(),
            context.training());
    return kernel.run(weights(Parameter::value), scan, context);
  }

  /** Back-propagates through {@code pass}, adding to the parameters' gradients. */
  Optional<INDArray> back(RecurrentPass pass, INDArray dOutput, boolean inputWanted) {
    return pass.backward(dOutput, List.of(), weights(Parameter::gradient), inputWanted).dx();
  }

  boolean trainable() {
    return parameters.stream().anyMatch(Parameter::trainable);
  }

  private RecurrentWeights weights(java.util.function.Function<Parameter, INDArray> part) {
    return new RecurrentWeights(
        part.apply(parameters.get(0)),
        part.apply(parameters.get(1)),
        parameters.size() > 2 ? Optional.of(part.apply(parameters.get(2))) : Optional.empty());
  }
}
