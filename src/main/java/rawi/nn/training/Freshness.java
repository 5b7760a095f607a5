package rawi.nn.training;

import rawi.nn.States;

/** Lets the states of those rows of a batch begin anew that belong to another sequence. */
final class Freshness {
  private Freshness() {}

  static void apply(Batch batch, States states) {
    if (batch.fresh().size() >= batch.size()) {
      states.reset(); // also where the batch before had another number of rows
    } else if (!batch.fresh().isEmpty()) {
      states.reset(batch.fresh().stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
