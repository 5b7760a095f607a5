package rawi.recurrent;

import java.util.Optional;
import rawi.nn.Initializer;
import rawi.nn.constraints.Constraint;
import rawi.nn.regularizers.Regularizer;

/**
 * How a recurrent layer's weights begin, what their size costs and what they must satisfy.
 *
 * @param useBias whether there is a bias
 * @param kernelInitializer of what multiplies the input
 * @param recurrentInitializer of what multiplies the state
 */
public record WeightOptions(
    boolean useBias,
    Initializer kernelInitializer,
    Initializer recurrentInitializer,
    Initializer biasInitializer,
    Optional<Regularizer> kernelRegularizer,
    Optional<Regularizer> recurrentRegularizer,
    Optional<Regularizer> biasRegularizer,
    Optional<Constraint> kernelConstraint,
    Optional<Constraint> recurrentConstraint,
    Optional<Constraint> biasConstraint) {

  /** Keras's: a bias of zeros, a Glorot uniform kernel, an orthogonal one for the state. */
  public static final WeightOptions DEFAULT =
      new WeightOptions(
          true,
          Initializer.GLOROT_UNIFORM,
          Initializer.ORTHOGONAL,
          Initializer.ZEROS,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** With a bias, or without one. */
  public WeightOptions useBias(boolean wanted) {
    return new WeightOptions(
        wanted,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        kernelRegularizer,
        recurrentRegularizer,
        biasRegularizer,
        kernelConstraint,
        recurrentConstraint,
        biasConstraint);
  }

  /** What the weights begin with. */
  public WeightOptions initializers(Initializer kernel, Initializer recurrent, Initializer bias) {
    return new WeightOptions(
        useBias,
        kernel,
        recurrent,
        bias,
        kernelRegularizer,
        recurrentRegularizer,
        biasRegularizer,
        kernelConstraint,
        recurrentConstraint,
        biasConstraint);
  }

  /** Penalties on the size of the weights. */
  public WeightOptions regularizers(
      Optional<Regularizer> kernel, Optional<Regularizer> recurrent, Optional<Regularizer> bias) {
    return new WeightOptions(
        useBias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        kernel,
        recurrent,
        bias,
        kernelConstraint,
        recurrentConstraint,
        biasConstraint);
  }

  /** What the weights satisfy after every step of an optimizer. */
  public WeightOptions constraints(
      Optional<Constraint> kernel, Optional<Constraint> recurrent, Optional<Constraint> bias) {
    return new WeightOptions(
        useBias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        kernelRegularizer,
        recurrentRegularizer,
        biasRegularizer,
        kernel,
        recurrent,
        bias);
  }
}
