package rawi.nn;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Arena;

/**
 * What stateful recurrent layers carry from one batch to the next: row i of a batch goes on where
 * row i of the batch before it ended. Layers keep nothing themselves, so one model can read several
 * texts at once, each with states of its own.
 */
public final class States {
  // a list is replaced, never changed: copies share them
  private final IdentityHashMap<Object, List<INDArray>> byOwner = new IdentityHashMap<>();

  /** The states that {@code owner} left, each (batch, units); empty: none yet, or reset. */
  public Optional<List<INDArray>> of(Object owner) {
    return Optional.ofNullable(byOwner.get(owner));
  }

  /** Whether nothing is carried yet. */
  public boolean isEmpty() {
    return byOwner.isEmpty();
  }

  /** Keeps copies that outlive the step. */
  public void keep(Object owner, List<INDArray> states) {
    byOwner.put(owner, Arena.outside(() -> states.stream().map(s -> s.dup('c')).toList()));
  }

  /** Every row of every layer begins anew, from zeros. */
  public void reset() {
    byOwner.clear();
  }

  /** These rows begin anew, from zeros; the others go on. */
  public void reset(int... rows) {
    byOwner.replaceAll(
        (owner, states) ->
            Arena.outside(() -> states.stream().map(s -> without(s, rows)).toList()));
  }

  private static INDArray without(INDArray state, int... rows) {
    requireWithin(state.size(0), rows);
    INDArray others = state.dup('c');
    Arrays.stream(rows).forEach(row -> others.getRow(row).assign(0));
    return others;
  }

  private static void requireWithin(long batch, int... rows) {
    for (int row : rows) {
      if (row < 0 || row >= batch) {
        throw new IllegalArgumentException(
            "states: expected rows from 0 to %d to reset, got %d".formatted(batch - 1, row));
      }
    }
  }

  /** These states as they are now; what is carried on later leaves the copy alone. */
  public States copy() {
    States copy = new States();
    copy.become(this);
    return copy;
  }

  /** Takes over what {@code other} holds. */
  public void become(States other) {
    byOwner.clear();
    byOwner.putAll(other.byOwner);
  }
}
