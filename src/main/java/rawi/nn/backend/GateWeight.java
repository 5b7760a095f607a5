package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * A weight (k, gates * n) as the right factor of products, a gate at a time: as it lies, or laid
 * out anew where it is used often enough to pay for that.
 */
final class GateWeight {
  private final Matrix lying;
  private final int k;
  private final int n;
  private final int gates;
  private final Optional<Panels> panels;

  private GateWeight(INDArray dense, int gates, Optional<Panels> panels) {
    this.lying = OffHeap.matrix(dense);
    this.k = (int) dense.size(0);
    this.n = (int) dense.size(1) / gates;
    this.gates = gates;
    this.panels = panels;
  }

  static GateWeight of(INDArray dense, int gates, boolean often, Arena arena) {
    Optional<Panels> panels =
        often ? Optional.of(Panels.of(dense, gates, arena)) : Optional.empty();
    return new GateWeight(dense, gates, panels);
  }

  /** Lays one gate out, if that is to be; of gates that it has not there is nothing to do. */
  void prepare(int gate) {
    if (gate < gates) {
      panels.ifPresent(p -> p.fill(gate));
    }
  }

  /** c(m,n) = a(m,k) times a gate + beta c. */
  void multiply(int m, int gate, Matrix a, float beta, Matrix c) {
    if (panels.isPresent()) {
      panels.get().multiply(m, gate, a, beta, c);
    } else {
      Blas.multiply(m, n, k, a, lying.from(0, (long) gate * n), beta, c);
    }
  }
}
