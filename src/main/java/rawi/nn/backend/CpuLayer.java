package rawi.nn.backend;

/**
 * A recurrent layer as the fast kernels read it.
 *
 * @param gates how many blocks of columns the weights have
 * @param states how many states are carried
 */
record CpuLayer(CpuCell cell, CpuWeights weights, int features, int units, int gates, int states) {
  static CpuLayer of(Cell cell, RecurrentWeights weights, Arena arena) {
    CpuCell fast = CpuCell.of(cell);
    return new CpuLayer(
        fast,
        CpuWeights.read(fast, weights, arena),
        weights.features(),
        weights.units(),
        weights.gates(),
        cell.states());
  }
}
