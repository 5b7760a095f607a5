package rawi.nn.backend;

import java.util.Optional;

/**
 * A recurrent layer as the fast kernels read it.
 *
 * @param weights as they are
 * @param panels the kernel and the recurrent kernel laid out anew; absent for a batch of one row,
 *     whose steps multiply vectors
 * @param gates how many blocks of columns the weights have
 * @param states how many states are carried
 */
record CpuLayer(
    CpuCell cell,
    CpuWeights weights,
    Optional<Both> panels,
    int features,
    int units,
    int gates,
    int states) {

  /** One set of panels for each of the two. */
  record Both(Panels kernel, Panels recurrent) {}

  static CpuLayer of(Cell cell, RecurrentWeights weights, boolean oneRow, Arena arena) {
    CpuCell fast = CpuCell.of(cell);
    int gates = cell.gates();
    Optional<Both> panels =
        oneRow
            ? Optional.empty()
            : Optional.of(
                new Both(
                    Panels.of(weights.kernel(), gates, arena),
                    Panels.of(weights.recurrentKernel(), gates, arena)));
    return new CpuLayer(
        fast,
        CpuWeights.read(fast, weights, oneRow, arena),
        panels,
        weights.features(),
        weights.units(),
        gates,
        cell.states());
  }

  /** Lays the weights of one gate out, if that is to be. */
  void prepare(int gate) {
    panels.ifPresent(
        p -> {
          p.kernel.fill(gate);
          p.recurrent.fill(gate);
        });
  }

  boolean oneRow() {
    return panels.isEmpty();
  }
}
