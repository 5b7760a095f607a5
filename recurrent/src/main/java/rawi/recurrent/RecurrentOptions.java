package rawi.recurrent;

import java.util.Optional;
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
    return new RecurrentOptions(
        wanted,
        returnState,
        goBackwards,
        stateful,
        dropout,
        recurrentDropout,
        weights,
        activityRegularizer);
  }

  /** The states after the last real step are put out too, each (batch, units). */
  public RecurrentOptions returnState(boolean wanted) {
    return new RecurrentOptions(
        returnSequences,
        wanted,
        goBackwards,
        stateful,
        dropout,
        recurrentDropout,
        weights,
        activityRegularizer);
  }

  /** Time is read from its end, or from its beginning. */
  public RecurrentOptions goBackwards(boolean wanted) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        wanted,
        stateful,
        dropout,
        recurrentDropout,
        weights,
        activityRegularizer);
  }

  /** A batch goes on from the states that the one before it left, or from zeros. */
  public RecurrentOptions stateful(boolean wanted) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        goBackwards,
        wanted,
        dropout,
        recurrentDropout,
        weights,
        activityRegularizer);
  }

  /**
   * What training takes out, the same at every step of a sequence; the rest is scaled up. A layer
   * refuses what is no share.
   *
   * @param inputs share of the input's features, in [0, 1)
   * @param states share of the state's, where it is multiplied by the recurrent kernel
   */
  public RecurrentOptions dropout(double inputs, double states) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        goBackwards,
        stateful,
        inputs,
        states,
        weights,
        activityRegularizer);
  }

  /**
   * Bias, initializers, regularizers and constraints: {@code
   * o.weights(o.weights().useBias(false))}.
   */
  public RecurrentOptions weights(WeightOptions options) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        goBackwards,
        stateful,
        dropout,
        recurrentDropout,
        options,
        activityRegularizer);
  }

  /** A penalty on what the layer puts out, added to the loss. */
  public RecurrentOptions activityRegularizer(Regularizer regularizer) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        goBackwards,
        stateful,
        dropout,
        recurrentDropout,
        weights,
        Optional.of(regularizer));
  }
}
