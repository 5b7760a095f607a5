package rawi.nn.training;

import java.util.Optional;
import java.util.function.Supplier;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.States;

/** What stateful layers carry from batch to batch of a data set. */
final class CarriedStates {
  private final Supplier<Optional<String>> broken;
  private final States states = new States();
  private States before = new States(); // what the batch began with

  /**
   * For a round over the data.
   *
   * @throws IllegalArgumentException if sequences are cut and a layer cannot go on with them
   */
  CarriedStates(Dataset data, Junction model) {
    this(data::breaksStates);
    if (data.cutsSequences()) {
      Chunks.check(model);
    }
  }

  private CarriedStates(Supplier<Optional<String>> broken) {
    this.broken = broken;
  }

  /** Of a single batch, which goes on from nothing. */
  static CarriedStates ofOneBatch() {
    return new CarriedStates(Optional::empty);
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
      broken
          .get()
          .ifPresent(
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
