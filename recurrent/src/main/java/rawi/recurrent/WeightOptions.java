package rawi.recurrent;

import java.util.Optional;
import java.util.function.Consumer;
import rawi.nn.Initializer;
import rawi.nn.constraints.Constraint;
import rawi.nn.regularizers.Regularizer;

/**
 * How a recurrent layer's weights begin, what their size costs and what they must satisfy. Each is
 * set by its name on {@link RecurrentOptions}.
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

  WeightOptions useBias(boolean wanted) {
    return with(d -> d.useBias = wanted);
  }

  WeightOptions kernelInitializer(Initializer value) {
    return with(d -> d.kernelInitializer = value);
  }

  WeightOptions recurrentInitializer(Initializer value) {
    return with(d -> d.recurrentInitializer = value);
  }

  WeightOptions biasInitializer(Initializer value) {
    return with(d -> d.biasInitializer = value);
  }

  WeightOptions kernelRegularizer(Regularizer value) {
    return with(d -> d.kernelRegularizer = Optional.of(value));
  }

  WeightOptions recurrentRegularizer(Regularizer value) {
    return with(d -> d.recurrentRegularizer = Optional.of(value));
  }

  WeightOptions biasRegularizer(Regularizer value) {
    return with(d -> d.biasRegularizer = Optional.of(value));
  }

  WeightOptions kernelConstraint(Constraint value) {
    return with(d -> d.kernelConstraint = Optional.of(value));
  }

  WeightOptions recurrentConstraint(Constraint value) {
    return with(d -> d.recurrentConstraint = Optional.of(value));
  }

  WeightOptions biasConstraint(Constraint value) {
    return with(d -> d.biasConstraint = Optional.of(value));
  }

  private WeightOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** What a setter changes one field of. */
  private static final class Draft {
    private boolean useBias;
    private Initializer kernelInitializer;
    private Initializer recurrentInitializer;
    private Initializer biasInitializer;
    private Optional<Regularizer> kernelRegularizer;
    private Optional<Regularizer> recurrentRegularizer;
    private Optional<Regularizer> biasRegularizer;
    private Optional<Constraint> kernelConstraint;
    private Optional<Constraint> recurrentConstraint;
    private Optional<Constraint> biasConstraint;

    Draft(WeightOptions from) {
      useBias = from.useBias;
      kernelInitializer = from.kernelInitializer;
      recurrentInitializer = from.recurrentInitializer;
      biasInitializer = from.biasInitializer;
      kernelRegularizer = from.kernelRegularizer;
      recurrentRegularizer = from.recurrentRegularizer;
      biasRegularizer = from.biasRegularizer;
      kernelConstraint = from.kernelConstraint;
      recurrentConstraint = from.recurrentConstraint;
      biasConstraint = from.biasConstraint;
    }

    WeightOptions finished() {
      return new WeightOptions(
          useBias,
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
  }
}
