package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * What the rows of one {@link CpuAttentiveShard} give to the gradients of the weights, one product
 * over all steps each, after {@link CpuAttentiveBack}:
 *
 * <pre>
 * dW = x^T dgates     dZ = z^T dgates     dU = h^T dgates     db = sum dgates
 * dQ = h^T dq         dw = h^T da         da = sum da         dx = dgates W^T
 * </pre>
 */
final class CpuAttentiveSums {
  private final AttentiveMemory memory;
  private final Packing packing;
  private final AttentiveTape tape;
  private final Block kernel;
  private final Block contextKernel;
  private final Block recurrentKernel;
  private final Block bias;
  private final Block queryKernel;
  private final Block score;
  private final Block gateKernel;
  private final Block ones; // (steps)
  private double gateBias;

  CpuAttentiveSums(AttentiveMemory memory, CpuAttentiveShard shard, Arena arena) {
    this.memory = memory;
    this.packing = shard.packing();
    this.tape = shard.tape();
    int columns = AttentiveMemory.GATES * memory.units;
    this.kernel = Block.of(memory.features, columns, arena);
    this.contextKernel = Block.of(memory.dim, columns, arena);
    this.recurrentKernel = Block.of(memory.units, columns, arena);
    this.bias = Block.of(1, columns, arena);
    this.queryKernel = Block.of(memory.units, memory.size, arena);
    this.score = Block.of(1, memory.size, arena);
    this.gateKernel = Block.of(1, memory.units, arena);
    this.ones = Block.of(packing.size(), 1, arena);
  }

  void compute(CpuAttentiveBack back) {
    int steps = packing.size();
    int units = memory.units;
    float[] one = new float[steps];
    Arrays.fill(one, 1);
    ones.buffer().put(0, one);
    bias.buffer().put(0, new float[AttentiveMemory.GATES * units]);
    for (int g = 0; g < AttentiveMemory.GATES; g++) {
      Matrix d = tape.gates[g].matrix();
      product(memory.features, tape.x, d, kernel, g);
      product(memory.dim, tape.contexts, d, contextKernel, g);
      product(units, tape.before, d, recurrentKernel, g);
      Blas.addColumnSums(steps, units, d, ones.matrix(), bias.matrix().from(0, (long) g * units));
    }
    Matrix before = tape.before.matrix();
    Matrix dQueries = back.dQueries().matrix();
    Blas.transposedProduct(units, memory.size, steps, before, dQueries, 0, queryKernel.matrix());
    Blas.vectorProduct(steps, units, back.dGates().matrix(), before, 0, gateKernel.matrix());
    score.buffer().put(0, back.dScore());
    for (int i = 0; i < steps; i++) {
      gateBias += back.dGates().buffer().get(i);
    }
  }

  /** The columns of one gate: left^T d. */
  private void product(int n, Block left, Matrix d, Block into, int gate) {
    Matrix to = into.matrix().from(0, (long) gate * memory.units);
    Blas.transposedProduct(n, memory.units, packing.size(), left.matrix(), d, 0, to);
  }

  /** dL/dx, written over x once its kernel's gradient has been taken from it. */
  void inputBack(AttentiveIncoming incoming) {
    int features = memory.features;
    for (int g = 0; g < AttentiveMemory.GATES; g++) {
      incoming.kernelT.multiply(
          packing.size(), g, tape.gates[g].matrix(), g == 0 ? 0 : 1, tape.x.matrix());
    }
    FloatBuffer dx = incoming.dx.buffer();
    for (int i = 0; i < packing.size(); i++) {
      dx.put(packing.source()[i] * features, tape.x.buffer(), i * features, features);
    }
  }

  /** Adds this share to the weights' gradients. */
  void addTo(AttentiveWeights gradients) {
    add(kernel, gradients.kernel());
    add(contextKernel, gradients.contextKernel());
    add(recurrentKernel, gradients.recurrentKernel());
    add(bias, gradients.bias());
    add(queryKernel, gradients.queryKernel());
    add(score, gradients.score());
    add(gateKernel, gradients.gateKernel());
    gradients.gateBias().addi(gateBias);
  }

  private static void add(Block sum, INDArray into) {
    INDArray target = OffHeap.writable(into);
    Blas.add(Math.toIntExact(target.length()), sum.matrix(), OffHeap.matrix(target));
  }
}
