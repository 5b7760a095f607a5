package rawi.nn.training;

import java.util.Optional;
import java.util.function.DoublePredicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Signal;

/** Looks for numbers in a batch. */
final class Places {
  private Places() {}

  /**
   * Where a number stands.
   *
   * @param row from 0
   * @param step of a sequence (batch, time, ...), from 0; empty where there is no time
   */
  record Place(int row, Optional<Integer> step) {}

  /** The first number of this kind; what is masked is not looked at. */
  static Optional<Place> first(Signal signal, DoublePredicate wanted) {
    INDArray array = signal.values();
    if (!array.dataType().isFPType()) {
      return Optional.empty();
    }
    double[] values = array.dup('c').data().asDouble();
    int perRow = perEntry(array, 1);
    boolean sequence = array.rank() == 3;
    Optional<INDArray> mask =
        signal.mask().filter(m -> array.rank() > 1 && m.size(1) == array.size(1));
    int perStep = sequence || mask.isPresent() ? perEntry(array, 2) : perRow;
    double[] real = mask.map(m -> m.dup('c').data().asDouble()).orElse(new double[0]);
    for (int i = 0; i < values.length; i++) {
      if (wanted.test(values[i]) && (real.length == 0 || real[i / perStep] != 0)) {
        int step = i % perRow / perStep;
        return Optional.of(new Place(i / perRow, sequence ? Optional.of(step) : Optional.empty()));
      }
    }
    return Optional.empty();
  }

  /** How many numbers there are under one index of each of the first axes. */
  private static int perEntry(INDArray array, int axes) {
    long n = array.length();
    for (int axis = 0; axis < Math.min(axes, array.rank()); axis++) {
      n /= Math.max(1, array.size(axis));
    }
    return (int) Math.max(1, n);
  }
}
