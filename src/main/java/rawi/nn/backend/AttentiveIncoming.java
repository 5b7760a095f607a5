package rawi.nn.backend;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What comes back into a {@link CpuAttentivePass} and where what flows on from it goes. */
final class AttentiveIncoming {
  final Block dOutput;
  final Block dContexts;
  final Block dLooks;
  final Block dx;
  final Block dValues;
  final Block dKeys;
  final Block dh;
  final Block dc;
  final Panels kernelT; // W^T of each gate, (units, features)
  final Panels contextT; // Z^T, (units, dim)
  final Panels recurrentT; // U^T, (units, units)
  final Panels queryT; // Q^T, (size, units)
  private final List<INDArray> inUse; // what keeps the first three alive

  AttentiveIncoming(
      List<INDArray> given,
      AttentivePass.Result result,
      AttentiveWeights weights, // dense
      Arena arena) {
    this.inUse = given.stream().map(OffHeap::dense).toList();
    this.dOutput = Block.of(inUse.get(0));
    this.dContexts = Block.of(inUse.get(1));
    this.dLooks = Block.of(inUse.get(2));
    this.dx = Block.of(result.dx());
    this.dValues = Block.of(result.dValues());
    this.dKeys = Block.of(result.dKeys());
    this.dh = Block.of(result.dh());
    this.dc = Block.of(result.dc());
    this.kernelT = Panels.transposed(weights.kernel(), AttentiveMemory.GATES, arena);
    this.contextT = Panels.transposed(weights.contextKernel(), AttentiveMemory.GATES, arena);
    this.recurrentT = Panels.transposed(weights.recurrentKernel(), AttentiveMemory.GATES, arena);
    this.queryT = Panels.transposed(weights.queryKernel(), 1, arena);
  }

  /** Lays out one gate of each weight. */
  void prepare(int gate) {
    kernelT.fill(gate);
    contextT.fill(gate);
    recurrentT.fill(gate);
    if (gate == 0) {
      queryT.fill(gate);
    }
  }
}
