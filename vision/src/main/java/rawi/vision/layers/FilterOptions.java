package rawi.vision.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rawi.nn.Initializer;
import rawi.nn.Parameter;
import rawi.nn.Weights;
import rawi.nn.regularizers.Regularizer;

/**
 * How the filters of a convolution begin and what keeps them small.
 *
 * @param useBias whether each filter adds a number of its own
 */
public record FilterOptions(
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    Optional<Regularizer> kernelRegularizer,
    Optional<Regularizer> biasRegularizer) {
  /** Keras's: with bias, kernels Glorot uniform, bias zeros, no penalty. */
  public static final FilterOptions DEFAULT =
      new FilterOptions(
          true, Initializer.GLOROT_UNIFORM, Initializer.ZEROS, Optional.empty(), Optional.empty());

  public FilterOptions useBias(boolean wanted) {
    return new FilterOptions(
        wanted, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer);
  }

  public FilterOptions kernelInitializer(Initializer initializer) {
    return new FilterOptions(
        useBias, initializer, biasInitializer, kernelRegularizer, biasRegularizer);
  }

  public FilterOptions biasInitializer(Initializer initializer) {
    return new FilterOptions(
        useBias, kernelInitializer, initializer, kernelRegularizer, biasRegularizer);
  }

  public FilterOptions kernelRegularizer(Regularizer penalty) {
    return new FilterOptions(
        useBias, kernelInitializer, biasInitializer, Optional.of(penalty), biasRegularizer);
  }

  public FilterOptions biasRegularizer(Regularizer penalty) {
    return new FilterOptions(
        useBias, kernelInitializer, biasInitializer, kernelRegularizer, Optional.of(penalty));
  }

  Parameter kernel(Weights weights, String name, long... shape) {
    return weights.create(name, kernelInitializer, shape).regularized(kernelRegularizer);
  }

  Optional<Parameter> bias(Weights weights, long filters) {
    return useBias
        ? Optional.of(weights.create("bias", biasInitializer, filters).regularized(biasRegularizer))
        : Optional.empty();
  }

  /** Kernels first, as Keras lists a layer's weights. */
  static List<Parameter> list(Optional<Parameter> bias, Parameter... kernels) {
    return Stream.concat(Stream.of(kernels), bias.stream()).toList();
  }
}
