package rawi.nn.training;

import java.util.Optional;
import rawi.nn.Context;
import rawi.nn.States;

/** What stateful layers carry from batch to batch of a data set. */
final class CarriedStates {
  private final Optional<String> broken;
  private final States states = new States();
  private States before = new States(); // what the batch began with

  /**
   * Nothing is carried yet.
   *
   * @param broken what keeps states from going on ({@link Dataset#breaksStates})
   */
  CarriedStates(Optional<String> broken) {
    this.broken = broken;
  }

  /** The step of a batch: rows that belong to another sequence begin anew, the others go on. */
  Context begin(Batch batch, Context step) {
    if (batch.fresh().size() >= batch.size()) {
      states.reset(); // also where the batch before had another number of rows
    } else if (!batch.fresh().isEmpty()) {
      states.reset(batch.fresh().stream().mapToInt(Integer::intValue).toArray());
    }
    before = states.copy();
    return step.with(states);
  }

  /**
   * Refuses data that stateful layers cannot go on over; asked once they have computed.
   *
   * @throws IllegalArgumentException saying why
   */
  void check() {
    if (!states.isEmpty()) {
      broken.ifPresent(
          why -> {
            throw new IllegalArgumentException(
                "stateful layers go on from batch to batch, but " + why);
          });
    }
  }

  /** The same step once more, from where it began. */
  Context again(Context step) {
    return step.with(before.copy());
  }
}
