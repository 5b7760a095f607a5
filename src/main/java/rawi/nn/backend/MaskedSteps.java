package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The masked steps of a batch that repeat the output of a real one.
 *
 * @param real (batch, time) flat, 0 where masked
 */
record MaskedSteps(float[] real, int time, boolean backwards) {
  static MaskedSteps of(INDArray mask, boolean backwards) {
    return new MaskedSteps(OffHeap.copy(mask), (int) mask.size(1), backwards);
  }

  /** Visits each of some rows that has a real step before it, in the order of the scan. */
  void each(int[] rows, Repeat visit) {
    for (int b : rows) {
      int from = -1;
      for (int i = 0; i < time; i++) {
        int at = b * time + (backwards ? time - 1 - i : i);
        if (real[at] != 0) {
          from = at;
        } else if (from >= 0) {
          visit.at(from, at);
        }
      }
    }
  }

  /** A real step and a masked one that repeats it, as {@code row * time + t}. */
  interface Repeat {
    void at(int from, int masked);
  }
}
