package rawi.nn.training;

import java.util.Optional;

/** Examples, given out in batches. */
public interface Dataset {
  /**
   * What keeps stateful layers from going on from one batch to the next, as the end of a sentence:
   * an order that has nothing to do with what was before, batches of different sizes; empty:
   * nothing that is known.
   */
  default Optional<String> breaksStates() {
    return Optional.empty();
  }

  /** Whether a sequence goes on from one batch to the next, so that all layers must remember. */
  default boolean cutsSequences() {
    return false;
  }

  /** How many examples one epoch holds. */
  int examples();

  /** The batches of one epoch; the same number gives the same batches in the same order. */
  Iterable<Batch> epoch(int epoch);
}
