package rawi.recurrent;

import java.util.Optional;
import java.util.function.Consumer;
import rawi.nn.Initializer;
import rawi.nn.constraints.Constraint;
import rawi.nn.regularizers.Regularizer;

/**
 * What all recurrent layers can be asked for, under Keras's names.
 *
 * @param returnSequences whether every step is put out, or the last alone
 * @param returnState whether the states after the last real step are put out too
 * @param goBackwards whether time is read from its end; a sequence comes out in the order read
 * @param stateful whether a batch goes on from the states that the one before it left in {@link
 *     rawi.nn.States}
 * @param dropout share of the input's features taken out in training, the same at every step of a
 *     sequence (Gal and Ghahramani 2016)
 * @param recurrentDropout the same for the state, where it is multiplied by the recurrent kernel
 * @param weights bias or none, and how the weights begin, cost and are held
 * @param activityRegularizer a penalty on what the layer puts out
 */
public record RecurrentOptions(
    boolean returnSequences,
    boolean returnState,
    boolean goBackwards,
    boolean stateful,
    double dropout,
    double recurrentDropout,
    WeightOptions weights,
    Optional<Regularizer> activityRegularizer) {

  /** Keras's: the last output alone, read forwards, nothing dropped. */
  public static final RecurrentOptions DEFAULT =
      new RecurrentOptions(
          false, false, false, false, 0, 0, WeightOptions.DEFAULT, Optional.empty());

  /** Every step is put out, (batch, time, units), or the last alone, (batch, units). */
  public RecurrentOptions returnSequences(boolean wanted) {
    return with(d -> d.returnSequences = wanted);
  }

  /** The states after the last real step are put out too, each (batch, units). */
  public RecurrentOptions returnState(boolean wanted) {
    return with(d -> d.returnState = wanted);
  }

  /** Time is read from its end, or from its beginning. */
  public RecurrentOptions goBackwards(boolean wanted) {
    return with(d -> d.goBackwards = wanted);
  }

  /** A batch goes on from the states that the one before it left, or from zeros. */
  public RecurrentOptions stateful(boolean wanted) {
    return with(d -> d.stateful = wanted);
  }

  /**
   * The share of the input's features that training takes out, in [0, 1); the rest is scaled up. A
   * layer refuses what is no share.
   */
  public RecurrentOptions dropout(double share) {
    return with(d -> d.dropout = share);
  }

  /** The same of the state, where it is multiplied by the recurrent kernel. */
  public RecurrentOptions recurrentDropout(double share) {
    return with(d -> d.recurrentDropout = share);
  }

  /** A penalty on what the layer puts out, a mean over the batch, added to the loss. */
  public RecurrentOptions activityRegularizer(Regularizer regularizer) {
    return with(d -> d.activityRegularizer = Optional.of(regularizer));
  }

  /** All that is said of the weights at once. */
  public RecurrentOptions weights(WeightOptions options) {
    return with(d -> d.weights = options);
  }

  /** With a bias, or without one. */
  public RecurrentOptions useBias(boolean wanted) {
    return weights(weights.useBias(wanted));
  }

  /** How the kernel begins. */
  public RecurrentOptions kernelInitializer(Initializer initializer) {
    return weights(weights.kernelInitializer(initializer));
  }

  /** How the recurrent kernel begins. */
  public RecurrentOptions recurrentInitializer(Initializer initializer) {
    return weights(weights.recurrentInitializer(initializer));
  }

  /** How the bias begins. */
  public RecurrentOptions biasInitializer(Initializer initializer) {
    return weights(weights.biasInitializer(initializer));
  }

  /** What the size of the kernel costs. */
  public RecurrentOptions kernelRegularizer(Regularizer regularizer) {
    return weights(weights.kernelRegularizer(regularizer));
  }

  /** What the size of the recurrent kernel costs. */
  public RecurrentOptions recurrentRegularizer(Regularizer regularizer) {
    return weights(weights.recurrentRegularizer(regularizer));
  }

  /** What the size of the bias costs. */
  public RecurrentOptions biasRegularizer(Regularizer regularizer) {
    return weights(weights.biasRegularizer(regularizer));
  }

  /** What the kernel satisfies after every step of an optimizer. */
  public RecurrentOptions kernelConstraint(Constraint constraint) {
    return weights(weights.kernelConstraint(constraint));
  }

  /** What the recurrent kernel satisfies after every step of an optimizer. */
  public RecurrentOptions recurrentConstraint(Constraint constraint) {
    return weights(weights.recurrentConstraint(constraint));
  }

  /** What the bias satisfies after every step of an optimizer. */
  public RecurrentOptions biasConstraint(Constraint constraint) {
    return weights(weights.biasConstraint(constraint));
  }

  private RecurrentOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** What a setter changes one field of. */
  private static final class Draft {
    private boolean returnSequences;
    private boolean returnState;
    private boolean goBackwards;
    private boolean stateful;
    private double dropout;
    private double recurrentDropout;
    private WeightOptions weights;
    private Optional<Regularizer> activityRegularizer;

    Draft(RecurrentOptions from) {
      returnSequences = from.returnSequences;
      returnState = from.returnState;
      goBackwards = from.goBackwards;
      stateful = from.stateful;
      dropout = from.dropout;
      recurrentDropout = from.recurrentDropout;
      weights = from.weights;
      activityRegularizer = from.activityRegularizer;
    }

    RecurrentOptions finished() {
      return new RecurrentOptions(
          returnSequences,
          returnState,
          goBackwards,
          stateful,
          dropout,
          recurrentDropout,
          weights,
          activityRegularizer);
    }
  }
}
