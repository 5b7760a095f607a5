package rawi.nn.backend;

import java.util.Arrays;
import rawi.nn.backend.Blas.Matrix;

/**
 * The way there of the rows that one thread computes, the longest first, so that {@link Packing}
 * has those alive at a step in front. What depends on x alone is one product over all steps, before
 * the first:
 *
 * <pre>
 * gates = x W + b                                                all steps
 * q = h Q     alpha = softmax(v . tanh(K + q))     s = alpha V     beta = sigmoid(h w + a)
 * z = beta s
 * gates += h U + z Z     i, f, o = sigmoid, g = tanh
 * c = f c + i g     h = o tanh(c)                                step by step
 * </pre>
 */
final class CpuAttentiveShard {
  private final AttentiveMemory memory;
  private final Packing packing;
  private final AttentiveTape tape;
  private final CpuLook look;
  private final Block spare; // (rows)

  private final float[][] planes = new float[AttentiveMemory.GATES][]; // (rows, units) each
  private final float[] h;
  private final float[] c;
  private final float[] query;
  private final float[] alpha; // (rows, places)
  private final float[] z; // (rows, dim)
  private final float[] beta;

  private final Block output;
  private final Block contexts;
  private final Block looks;
  private final Block lastH;
  private final Block lastC;

  CpuAttentiveShard(AttentiveMemory memory, int[] rows, Arena arena) {
    this.memory = memory;
    this.packing = Packing.of(rows, memory.lengths, memory.time);
    this.tape = new AttentiveTape(memory, packing.size(), arena);
    this.look = new CpuLook(memory, arena);
    this.spare = Block.of(rows.length, 1, arena);
    int length = rows.length * memory.units;
    for (int g = 0; g < planes.length; g++) {
      planes[g] = arena.floats(length);
    }
    this.h = arena.floats(length);
    this.c = arena.floats(length);
    this.query = new float[memory.size];
    this.alpha = arena.floats(rows.length * memory.places);
    this.z = arena.floats(rows.length * memory.dim);
    this.beta = new float[rows.length];
    this.output = Block.of(memory.output);
    this.contexts = Block.of(memory.contexts);
    this.looks = Block.of(memory.looks);
    this.lastH = Block.of(memory.lastH);
    this.lastC = Block.of(memory.lastC);
  }

  Packing packing() {
    return packing;
  }

  AttentiveTape tape() {
    return tape;
  }

  void forward() {
    start();
    project();
    for (int s = 0; s < packing.steps(); s++) {
      int n = packing.live()[s];
      int base = packing.offset()[s];
      tape.before.buffer().put(base * memory.units, h, 0, n * memory.units);
      tape.cells.buffer().put(base * memory.units, c, 0, n * memory.units);
      gate(base, n);
      look(s, base, n);
      see(s, base, n);
      step(base, n);
      write(s, n);
    }
  }

  /** The states before step 0. */
  private void start() {
    int units = memory.units;
    int[] rows = packing.rows();
    for (int r = 0; r < rows.length; r++) {
      memory.h.buffer().get(rows[r] * units, h, r * units, units);
      memory.c.buffer().get(rows[r] * units, c, r * units, units);
    }
  }

  /** gates = x W + b, for all steps. */
  private void project() {
    int features = memory.features;
    int units = memory.units;
    for (int i = 0; i < packing.size(); i++) {
      int from = packing.source()[i] * features;
      tape.x.buffer().put(i * features, memory.x.buffer(), from, features);
    }
    for (int g = 0; g < planes.length; g++) {
      for (int i = 0; i < packing.size(); i++) {
        tape.gates[g].buffer().put(i * units, memory.bias, g * units, units);
      }
      memory.kernel.multiply(packing.size(), g, tape.x.matrix(), 1, tape.gates[g].matrix());
    }
  }

  /** beta = sigmoid(h w + a). */
  private void gate(int base, int n) {
    Matrix before = tape.before.from(base);
    Blas.multiplyVector(n, memory.units, before, memory.gateKernel, spare.matrix());
    spare.buffer().get(0, beta, 0, n);
    for (int r = 0; r < n; r++) {
      beta[r] = Rational.sigmoid(beta[r] + memory.gateBias);
    }
    tape.betas.buffer().put(base, beta, 0, n);
  }

  /** q = h Q and alpha = softmax(v . tanh(K + q)). */
  private void look(int s, int base, int n) {
    int places = memory.places;
    Matrix before = tape.before.from(base);
    memory.queryKernel.multiply(n, 0, before, 0, tape.queries.from(base));
    for (int r = 0; r < n; r++) {
      tape.queries.buffer().get((base + r) * memory.size, query);
      look.scores(group(r), query, tape.alphas.from(base + r));
    }
    tape.alphas.buffer().get(base * places, alpha, 0, n * places);
    CpuLook.softmax(alpha, n, places);
    tape.alphas.buffer().put(base * places, alpha, 0, n * places);
    for (int r = 0; r < n; r++) {
      looks.buffer().put(packing.source(s, r) * places, alpha, r * places, places);
    }
  }

  /** s = alpha V and z = beta s. */
  private void see(int s, int base, int n) {
    int dim = memory.dim;
    int places = memory.places;
    for (int r = 0; r < n; r++) {
      Matrix values = memory.values.from((long) group(r) * places);
      Matrix seen = tape.seen.from(base + r);
      Blas.vectorProduct(places, dim, tape.alphas.from(base + r), values, 0, seen);
    }
    tape.seen.buffer().get(base * dim, z, 0, n * dim);
    for (int r = 0; r < n; r++) {
      Pointwise.scale(z, beta[r], r * dim, (r + 1) * dim);
      contexts.buffer().put(packing.source(s, r) * dim, z, r * dim, dim);
    }
    tape.contexts.buffer().put(base * dim, z, 0, n * dim);
  }

  /** The LSTM itself, once z is known. */
  private void step(int base, int n) {
    int length = n * memory.units;
    int at = base * memory.units;
    for (int g = 0; g < planes.length; g++) {
      Matrix to = tape.gates[g].from(base);
      memory.recurrentKernel.multiply(n, g, tape.before.from(base), 1, to);
      memory.contextKernel.multiply(n, g, tape.contexts.from(base), 1, to);
      tape.gates[g].buffer().get(at, planes[g], 0, length);
    }
    Pointwise.sigmoid(planes[0], length);
    Pointwise.sigmoid(planes[1], length);
    Pointwise.tanh(planes[2], length);
    Pointwise.sigmoid(planes[3], length);
    CpuLstm.cell(planes[0], planes[1], planes[2], c, length);
    CpuLstm.output(planes[3], c, h, length);
    for (int g = 0; g < planes.length; g++) {
      tape.gates[g].buffer().put(at, planes[g], 0, length);
    }
  }

  private void write(int s, int n) {
    int units = memory.units;
    for (int r = 0; r < n; r++) {
      output.buffer().put(packing.source(s, r) * units, h, r * units, units);
    }
    for (int r = packing.liveAfter(s); r < n; r++) {
      int to = packing.rows()[r] * units;
      lastH.buffer().put(to, h, r * units, units);
      lastC.buffer().put(to, c, r * units, units);
    }
  }

  /** What the r-th row looks at. */
  int group(int r) {
    return memory.groups[packing.rows()[r]];
  }

  /** The groups that its rows look at, each once. */
  int[] groups() {
    return Arrays.stream(packing.rows()).map(r -> memory.groups[r]).distinct().toArray();
  }
}
