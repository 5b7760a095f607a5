package rawi.nn.backend;

import rawi.nn.backend.Blas.Matrix;

/**
 * The way back of the rows of a {@link CpuAttentiveShard}, from the last step to the first:
 *
 * <pre>
 * dz = dgates Z^T + what was given          ds = beta dz      da = (dz . s) beta (1 - beta)
 * dalpha = V ds + what was given            de = alpha (dalpha - alpha . dalpha)
 * dh = dgates U^T + dq Q^T + da w           dV = sum alpha^T ds
 * </pre>
 *
 * a here is what the gate's sigmoid is given. For dq, dK and dv see {@link CpuLookBack}; what
 * belongs to the weights is computed after the first step, by {@link CpuAttentiveSums}.
 */
final class CpuAttentiveBack {
  private final AttentiveMemory memory;
  private final AttentiveIncoming incoming;
  private final CpuAttentiveShard shard;
  private final Packing packing;
  private final AttentiveTape tape; // whose gates become the gradients of their sums
  private final CpuLookBack look;

  private final Block dBefore; // (rows, units)
  private final Block dContexts; // (steps, dim): dz, then ds
  private final Block dQueries; // (steps, size)
  private final Block dGates; // (steps): da
  private final Block dAlphas; // (rows, places)
  private final Block turned; // (time, places): alpha of one row
  private final Block turnedSeen; // (time, dim): ds of one row

  private final float[][] planes = new float[AttentiveMemory.GATES][]; // (rows, units) each
  private final float[] cell; // c before the step, (rows, units)
  private final float[] next; // c after it, or gradients that come in
  private final float[] dh;
  private final float[] dc;
  private final float[] dz; // (rows, dim)
  private final float[] seen; // (rows, dim)
  private final float[] alpha; // (rows, places)
  private final float[] dAlpha; // (rows, places)
  private final float[] de; // (places)
  private final float[] beta; // (rows)
  private final float[] query;
  private final float[] dQuery;

  CpuAttentiveBack(
      AttentiveMemory memory, AttentiveIncoming incoming, CpuAttentiveShard shard, Arena arena) {
    this.memory = memory;
    this.incoming = incoming;
    this.shard = shard;
    this.packing = shard.packing();
    this.tape = shard.tape();
    this.look = new CpuLookBack(memory, incoming.dKeys.buffer());
    int rows = packing.rows().length;
    this.dBefore = Block.of(rows, memory.units, arena);
    this.dContexts = Block.of(packing.size(), memory.dim, arena);
    this.dQueries = Block.of(packing.size(), memory.size, arena);
    this.dGates = Block.of(packing.size(), 1, arena);
    this.dAlphas = Block.of(rows, memory.places, arena);
    this.turned = Block.of(packing.steps(), memory.places, arena);
    this.turnedSeen = Block.of(packing.steps(), memory.dim, arena);
    int length = rows * memory.units;
    for (int g = 0; g < planes.length; g++) {
      planes[g] = arena.floats(length);
    }
    this.cell = arena.floats(length);
    this.next = arena.floats(length);
    this.dh = new float[length];
    this.dc = new float[length];
    this.dz = arena.floats(rows * memory.dim);
    this.seen = arena.floats(rows * memory.dim);
    this.alpha = arena.floats(rows * memory.places);
    this.dAlpha = arena.floats(rows * memory.places);
    this.de = new float[memory.places];
    this.beta = new float[rows];
    this.query = new float[memory.size];
    this.dQuery = new float[memory.size];
  }

  /** dL/d(what the gate's sigmoid was given), (steps). */
  Block dGates() {
    return dGates;
  }

  /** dL/dq, (steps, size). */
  Block dQueries() {
    return dQueries;
  }

  /** dL/dv. */
  float[] dScore() {
    return look.dScore();
  }

  void run() {
    for (int s = packing.steps() - 1; s >= 0; s--) {
      int n = packing.live()[s];
      int base = packing.offset()[s];
      takeOutput(s, n);
      gatesBack(base, n);
      flow(s, base, n);
      seeBack(base, n);
      lookBack(s, base, n);
      incoming.queryT.multiply(n, 0, dQueries.from(base), 1, dBefore.matrix());
      Blas.multiply(n, memory.units, 1, dGates.from(base), memory.gateKernel, 1, dBefore.matrix());
      dBefore.buffer().get(0, dh, 0, n * memory.units);
    }
    int units = memory.units;
    for (int r = 0; r < packing.rows().length; r++) {
      incoming.dh.buffer().put(packing.rows()[r] * units, dh, r * units, units);
      incoming.dc.buffer().put(packing.rows()[r] * units, dc, r * units, units);
    }
    for (int group : shard.groups()) {
      look.finish(group);
    }
    valuesBack();
  }

  private void takeOutput(int s, int n) {
    int units = memory.units;
    for (int r = 0; r < n; r++) {
      incoming.dOutput.buffer().get(packing.source(s, r) * units, next, r * units, units);
    }
    Pointwise.add(next, dh, n * units);
  }

  /** The gates' planes become the gradients of their sums. */
  private void gatesBack(int base, int n) {
    int length = n * memory.units;
    int at = base * memory.units;
    for (int g = 0; g < planes.length; g++) {
      tape.gates[g].buffer().get(at, planes[g], 0, length);
    }
    tape.cells.buffer().get(at, cell, 0, length);
    System.arraycopy(cell, 0, next, 0, length);
    CpuLstm.cell(planes[0], planes[1], planes[2], next, length);
    CpuLstm.outputBack(planes[3], next, dh, dc, length);
    CpuLstm.inputBack(planes[0], planes[2], dc, length);
    CpuLstm.forgetBack(planes[1], cell, dc, length);
    for (int g = 0; g < planes.length; g++) {
      tape.gates[g].buffer().put(at, planes[g], 0, length);
    }
  }

  /** dL/dz and what the gates give to dL/dh. */
  private void flow(int s, int base, int n) {
    int dim = memory.dim;
    for (int r = 0; r < n; r++) {
      int from = packing.source(s, r) * dim;
      dContexts.buffer().put((base + r) * dim, incoming.dContexts.buffer(), from, dim);
    }
    for (int g = 0; g < planes.length; g++) {
      Matrix d = tape.gates[g].from(base);
      incoming.contextT.multiply(n, g, d, 1, dContexts.from(base));
      incoming.recurrentT.multiply(n, g, d, g == 0 ? 0 : 1, dBefore.matrix());
    }
  }

  /** dL/dz becomes dL/ds, on the way there is dL/da. */
  private void seeBack(int base, int n) {
    int dim = memory.dim;
    dContexts.buffer().get(base * dim, dz, 0, n * dim);
    tape.seen.buffer().get(base * dim, seen, 0, n * dim);
    tape.betas.buffer().get(base, beta, 0, n);
    for (int r = 0; r < n; r++) {
      float b = beta[r];
      beta[r] = Pointwise.dot(dz, seen, r * dim, (r + 1) * dim) * b * (1 - b);
      Pointwise.scale(dz, b, r * dim, (r + 1) * dim);
    }
    dContexts.buffer().put(base * dim, dz, 0, n * dim);
    dGates.buffer().put(base, beta, 0, n);
  }

  /** From dL/ds to dL/d(alpha), dL/de and dL/dq. */
  private void lookBack(int s, int base, int n) {
    int places = memory.places;
    int size = memory.size;
    for (int r = 0; r < n; r++) {
      Matrix values = memory.values.from((long) shard.group(r) * places);
      Blas.multiplyVector(places, memory.dim, values, dContexts.from(base + r), dAlphas.from(r));
    }
    dAlphas.buffer().get(0, dAlpha, 0, n * places);
    tape.alphas.buffer().get(base * places, alpha, 0, n * places);
    for (int r = 0; r < n; r++) {
      incoming.dLooks.buffer().get(packing.source(s, r) * places, de);
      scoresBack(r * places);
      tape.queries.buffer().get((base + r) * size, query);
      look.back(shard.group(r), query, de, dQuery);
      dQueries.buffer().put((base + r) * size, dQuery);
    }
  }

  /** de, the part of dL/d(alpha) that was given, becomes dL/de of the row that begins here. */
  private void scoresBack(int from) {
    double common = 0;
    for (int i = 0; i < de.length; i++) {
      de[i] += dAlpha[from + i];
      common += alpha[from + i] * de[i];
    }
    for (int i = 0; i < de.length; i++) {
      de[i] = (float) (alpha[from + i] * (de[i] - common));
    }
  }

  /** dL/dV of a group: for each of its rows alpha^T ds over all steps. */
  private void valuesBack() {
    int places = memory.places;
    int dim = memory.dim;
    for (int r = 0; r < packing.rows().length; r++) {
      int steps = memory.lengths[packing.rows()[r]];
      for (int s = 0; s < steps; s++) {
        int at = packing.offset()[s] + r;
        turned.buffer().put(s * places, tape.alphas.buffer(), at * places, places);
        turnedSeen.buffer().put(s * dim, dContexts.buffer(), at * dim, dim);
      }
      Matrix into = incoming.dValues.from((long) shard.group(r) * places);
      Blas.addTransposedProduct(places, dim, steps, turned.matrix(), turnedSeen.matrix(), into);
    }
  }
}
