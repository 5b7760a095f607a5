package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;
import rawi.nn.backend.CpuAttentivePass.Gradients;
import rawi.nn.backend.CpuAttentivePass.Memory;

/**
 * The rows that one thread computes, the longest first: the rows that are alive at a step are then
 * the first ones of the step before, and steps follow one another without gaps, as in {@link
 * Packing}. Gates are plane by plane. What belongs to the weights is one product over all steps,
 * before the first and after the last.
 */
final class CpuAttentiveShard {
  private static final int GATES = 4;

  private final Memory memory;
  private final AttentiveWeights weights;
  private final int[] rows;
  private final int[] live; // rows of each step
  private final int[] offset; // where the step begins in the packed order; last: all steps of all
  private final int total;
  private final int time;
  private final int features;
  private final int units;
  private final int dim;
  private final int size;
  private final int places;

  private final Block x; // (total, features)
  private final Block before; // h before each step, (total, units)
  private final Block cells; // c before each step, (total, units)
  private final Block[] gates = new Block[GATES]; // i, f, g, o, (total, units) each
  private final Block queries; // q, (total, size)
  private final Block seen; // s, (total, dim)
  private final Block contexts; // z, (total, dim)
  private final Block ones; // (total)
  private final Block spare; // one row of places
  private final float[] betas; // (total)
  private final float[][] alphas; // total of (places)
  private final CpuLook look;

  private final float[][] planes = new float[GATES][];
  private final float[] h;
  private final float[] c;
  private final float[] y;

  private final List<Block> sums = new ArrayList<>(); // gradients of the weights, in their order
  private final Block dBefore; // (live, units)
  private final Block dContexts; // (total, dim): dL/dz, then dL/ds
  private final Block dQueries; // (total, size)
  private final Block turned; // (time, places): alpha of one row
  private final Block turnedSeen; // (time, dim): ds of one row
  private double dGateBias;

  /** Memory outside the Java heap as a matrix. */
  private record Block(Matrix matrix, FloatBuffer buffer) {
    static Block of(long rows, int columns, Arena arena) {
      FloatPointer memory = arena.offHeap(Math.max(1, rows * columns));
      return new Block(
          Matrix.of(memory, columns), OffHeap.buffer(memory, Math.max(1, rows * columns)));
    }

    Matrix from(int row) {
      return matrix.from(row, 0);
    }
  }

  CpuAttentiveShard(Memory memory, int[] rows, Arena arena) {
    this.memory = memory;
    this.weights = memory.weights;
    this.rows = rows.clone();
    int[] lengths = memory.scan.lengths();
    this.time = rows.length == 0 ? 0 : lengths[rows[0]];
    this.live = new int[time];
    this.offset = new int[time + 1];
    for (int s = 0; s < time; s++) {
      int step = s;
      live[s] = (int) Arrays.stream(rows).filter(r -> lengths[r] > step).count();
      offset[s + 1] = offset[s] + live[s];
    }
    this.total = offset[time];
    this.features = weights.features();
    this.units = weights.units();
    this.dim = weights.dim();
    this.size = weights.size();
    this.places = memory.scan.places();
    this.x = Block.of(total, features, arena);
    this.before = Block.of(total, units, arena);
    this.cells = Block.of(total, units, arena);
    for (int g = 0; g < GATES; g++) {
      gates[g] = Block.of(total, units, arena);
      planes[g] = arena.floats(rows.length * units);
    }
    this.queries = Block.of(total, size, arena);
    this.seen = Block.of(total, dim, arena);
    this.contexts = Block.of(total, dim, arena);
    this.ones = Block.of(1, Math.max(1, total), arena);
    this.spare = Block.of(1, places, arena);
    this.betas = new float[total];
    this.alphas = new float[total][places];
    this.h = arena.floats(rows.length * units);
    this.c = arena.floats(rows.length * units);
    this.y = arena.floats(rows.length * units);
    this.look =
        new CpuLook(
            places,
            OffHeap.buffer(memory.keys),
            OffHeap.buffer(memory.keys),
            OffHeap.copy(weights.score()));
    boolean back = memory.scan.training();
    this.dBefore = Block.of(back ? rows.length : 0, units, arena);
    this.dContexts = Block.of(back ? total : 0, dim, arena);
    this.dQueries = Block.of(back ? total : 0, size, arena);
    this.turned = Block.of(back ? time : 0, places, arena);
    this.turnedSeen = Block.of(back ? time : 0, dim, arena);
    if (back) {
      int columns = GATES * units;
      for (int[] shape :
          new int[][] {
            {features, columns},
            {dim, columns},
            {units, columns},
            {1, columns},
            {units, size},
            {1, size},
            {units, 1}
          }) {
        sums.add(Block.of(shape[0], shape[1], arena));
      }
    }
  }

  private int group(int row) {
    return memory.scan.group()[rows[row]];
  }

  /** Where a step of a row stands in an array (batch, time, n), in units of n. */
  private int place(int row, int s) {
    return rows[row] * memory.scan.time() + s;
  }

  void forward() {
    read();
    float[] gateKernel = OffHeap.copy(weights.gateKernel());
    float gateBias = weights.gateBias().getFloat(0);
    float[] query = new float[size];
    float[] state = new float[units];
    for (int s = 0; s < time; s++) {
      int n = live[s];
      int base = offset[s];
      before.buffer.put(base * units, h, 0, n * units);
      cells.buffer.put(base * units, c, 0, n * units);
      multiply(n, size, units, before.from(base), weights.queryKernel(), 0, queries.from(base));
      for (int r = 0; r < n; r++) {
        queries.buffer.get((base + r) * size, query);
        System.arraycopy(h, r * units, state, 0, units);
        float beta = Rational.sigmoid(CpuLook.dot(state, gateKernel, units) + gateBias);
        see(s, r, query, beta);
      }
      gates(base, n);
      write(s, n);
    }
  }

  /** Puts x into the packed order, with its part of the gates, and the states before step 0. */
  private void read() {
    FloatBuffer from = OffHeap.buffer(memory.x);
    for (int s = 0; s < time; s++) {
      for (int r = 0; r < live[s]; r++) {
        x.buffer.put((offset[s] + r) * features, from, place(r, s) * features, features);
      }
    }
    float[] bias = OffHeap.copy(weights.bias());
    Matrix kernel = OffHeap.matrix(weights.kernel());
    for (int g = 0; g < GATES; g++) {
      for (int i = 0; i < total; i++) {
        gates[g].buffer.put(i * units, bias, g * units, units);
      }
      Matrix own = kernel.from(0, (long) g * units);
      Blas.multiply(total, units, features, x.matrix, own, 1, gates[g].matrix);
    }
    FloatBuffer firstH = OffHeap.buffer(memory.h);
    FloatBuffer firstC = OffHeap.buffer(memory.c);
    for (int r = 0; r < rows.length; r++) {
      firstH.get(rows[r] * units, h, r * units, units);
      firstC.get(rows[r] * units, c, r * units, units);
    }
  }

  private static void multiply(int m, int n, int k, Matrix a, INDArray b, float beta, Matrix into) {
    Blas.multiply(m, n, k, a, OffHeap.matrix(b), beta, into);
  }

  /** alpha, s and z of one row at one step. */
  private void see(int s, int r, float[] query, float beta) {
    int at = offset[s] + r;
    float[] alpha = alphas[at];
    look.alpha(group(r), query, alpha);
    spare.buffer.put(0, alpha);
    Matrix values = OffHeap.matrix(memory.values).from((long) group(r) * places, 0);
    Blas.multiply(1, dim, places, spare.matrix, values, 0, seen.from(at));
    betas[at] = beta;
    float[] z = new float[dim];
    seen.buffer.get(at * dim, z);
    scale(z, beta, dim);
    contexts.buffer.put(at * dim, z);
    OffHeap.buffer(memory.contexts).put(place(r, s) * dim, z);
    OffHeap.buffer(memory.looks).put(place(r, s) * places, alpha);
  }

  private static void scale(float[] a, float factor, int n) {
    for (int j = 0; j < n; j++) {
      a[j] *= factor;
    }
  }

  /** The LSTM itself, once z is known. */
  private void gates(int base, int n) {
    Matrix recurrent = OffHeap.matrix(weights.recurrentKernel());
    Matrix context = OffHeap.matrix(weights.contextKernel());
    for (int g = 0; g < GATES; g++) {
      Matrix to = gates[g].from(base);
      long column = (long) g * units;
      Blas.multiply(n, units, units, before.from(base), recurrent.from(0, column), 1, to);
      Blas.multiply(n, units, dim, contexts.from(base), context.from(0, column), 1, to);
      gates[g].buffer.get(base * units, planes[g], 0, n * units);
    }
    int length = n * units;
    Pointwise.sigmoid(planes[0], length);
    Pointwise.sigmoid(planes[1], length);
    Pointwise.tanh(planes[2], length);
    Pointwise.sigmoid(planes[3], length);
    CpuLstm.cell(planes[0], planes[1], planes[2], c, length);
    CpuLstm.output(planes[3], c, h, length);
    for (int g = 0; g < GATES; g++) {
      gates[g].buffer.put(base * units, planes[g], 0, length);
    }
  }

  private void write(int s, int n) {
    FloatBuffer output = OffHeap.buffer(memory.output);
    for (int r = 0; r < n; r++) {
      output.put(place(r, s) * units, h, r * units, units);
      if (s + 1 == time || r >= live[s + 1]) {
        OffHeap.buffer(memory.lastH).put(rows[r] * units, h, r * units, units);
        OffHeap.buffer(memory.lastC).put(rows[r] * units, c, r * units, units);
      }
    }
  }

  void backward(Gradients all) {
    float[] dh = new float[rows.length * units];
    float[] dc = new float[rows.length * units];
    float[] gateKernel = OffHeap.copy(weights.gateKernel());
    float[] dGateKernel = new float[units];
    CpuLook back =
        new CpuLook(places, OffHeap.buffer(memory.keys), all.dKeys, OffHeap.copy(weights.score()));
    for (int s = time - 1; s >= 0; s--) {
      int n = live[s];
      takeOutput(all.dOutput, s, n, dh);
      gatesBack(offset[s], n, dh, dc);
      flow(all, s, n);
      for (int r = 0; r < n; r++) {
        seeBack(all, back, s, r);
      }
      Blas.multiply(n, units, size, dQueries.from(offset[s]), all.queryT, 1, dBefore.matrix);
      dBefore.buffer.get(0, dh, 0, n * units);
      for (int r = 0; r < n; r++) {
        gateBack(offset[s] + r, r, dh, gateKernel, dGateKernel);
      }
    }
    for (int r = 0; r < rows.length; r++) {
      all.dh.put(rows[r] * units, dh, r * units, units);
      all.dc.put(rows[r] * units, dc, r * units, units);
    }
    valuesBack(all);
    inputBack(all);
    weightsBack(back.dScore(), dGateKernel);
  }

  private void takeOutput(FloatBuffer dOutput, int s, int n, float[] dh) {
    float[] more = new float[n * units];
    for (int r = 0; r < n; r++) {
      dOutput.get(place(r, s) * units, more, r * units, units);
    }
    Pointwise.add(more, dh, n * units);
  }

  /** The gates' planes become the gradients of their sums. */
  private void gatesBack(int base, int n, float[] dh, float[] dc) {
    int length = n * units;
    for (int g = 0; g < GATES; g++) {
      gates[g].buffer.get(base * units, planes[g], 0, length);
    }
    cells.buffer.get(base * units, h, 0, length);
    System.arraycopy(h, 0, y, 0, length);
    CpuLstm.cell(planes[0], planes[1], planes[2], y, length);
    CpuLstm.outputBack(planes[3], y, dh, dc, length);
    CpuLstm.inputBack(planes[0], planes[2], dc, length);
    CpuLstm.forgetBack(planes[1], h, dc, length);
    for (int g = 0; g < GATES; g++) {
      gates[g].buffer.put(base * units, planes[g], 0, length);
    }
  }

  /** dL/dz and what the gates give to dL/dh. */
  private void flow(Gradients all, int s, int n) {
    int base = offset[s];
    for (int r = 0; r < n; r++) {
      dContexts.buffer.put((base + r) * dim, all.dContexts, place(r, s) * dim, dim);
    }
    for (int g = 0; g < GATES; g++) {
      Matrix d = gates[g].from(base);
      int row = g * units;
      Blas.multiply(n, dim, units, d, all.contextT.from(row, 0), 1, dContexts.from(base));
      Blas.multiply(
          n, units, units, d, all.recurrentT.from(row, 0), g == 0 ? 0 : 1, dBefore.matrix);
    }
  }

  /** dL/dz becomes dL/ds; beta becomes the gradient of what the gate's sigmoid was given. */
  private void seeBack(Gradients all, CpuLook back, int s, int r) {
    int at = offset[s] + r;
    float[] dz = new float[dim];
    float[] own = new float[dim];
    dContexts.buffer.get(at * dim, dz);
    seen.buffer.get(at * dim, own);
    float beta = betas[at];
    betas[at] = CpuLook.dot(dz, own, dim) * beta * (1 - beta);
    scale(dz, beta, dim);
    dContexts.buffer.put(at * dim, dz);
    Matrix values = OffHeap.matrix(memory.values).from((long) group(r) * places, 0);
    Blas.multiplyVector(places, dim, values, dContexts.from(at), spare.matrix);
    float[] dAlpha = new float[places];
    float[] more = new float[places];
    spare.buffer.get(0, dAlpha);
    all.dLooks.get(place(r, s) * places, more);
    Pointwise.add(more, dAlpha, places);
    float[] query = new float[size];
    float[] dQuery = new float[size];
    queries.buffer.get(at * size, query);
    back.back(group(r), query, alphas[at], dAlpha, dQuery);
    dQueries.buffer.put(at * size, dQuery);
  }

  private void gateBack(int at, int r, float[] dh, float[] gateKernel, float[] dGateKernel) {
    float d = betas[at];
    float[] state = new float[units];
    before.buffer.get(at * units, state);
    for (int j = 0; j < units; j++) {
      dGateKernel[j] += d * state[j];
    }
    int from = r * units;
    for (int j = 0; j < units; j++) {
      dh[from + j] += d * gateKernel[j];
    }
    dGateBias += d;
  }

  /** dL/dV of a group: for each of its rows alpha^T ds over all steps. */
  private void valuesBack(Gradients all) {
    Matrix into = OffHeap.matrix(all.dValues);
    int[] lengths = memory.scan.lengths();
    for (int r = 0; r < rows.length; r++) {
      int steps = lengths[rows[r]];
      for (int s = 0; s < steps; s++) {
        int at = offset[s] + r;
        turned.buffer.put(s * places, alphas[at]);
        turnedSeen.buffer.put(s * dim, dContexts.buffer, at * dim, dim);
      }
      Matrix group = into.from((long) group(r) * places, 0);
      Blas.transposedProduct(places, dim, steps, turned.matrix, turnedSeen.matrix, 1, group);
    }
  }

  /** dL/dx, written over x once the kernel's gradient has been taken from it. */
  private void inputBack(Gradients all) {
    Matrix dKernel = sums.get(0).matrix;
    for (int g = 0; g < GATES; g++) {
      Matrix to = dKernel.from(0, (long) g * units);
      Blas.transposedProduct(features, units, total, x.matrix, gates[g].matrix, 0, to);
    }
    for (int g = 0; g < GATES; g++) {
      Matrix kernel = all.kernelT.from((long) g * units, 0);
      Blas.multiply(total, features, units, gates[g].matrix, kernel, g == 0 ? 0 : 1, x.matrix);
    }
    for (int s = 0; s < time; s++) {
      for (int r = 0; r < live[s]; r++) {
        all.dx.put(place(r, s) * features, x.buffer, (offset[s] + r) * features, features);
      }
    }
  }

  private void weightsBack(float[] dScore, float[] dGateKernel) {
    float[] one = new float[total];
    Arrays.fill(one, 1);
    ones.buffer.put(0, one);
    Block dBias = sums.get(3);
    dBias.buffer.put(0, new float[GATES * units]);
    for (int g = 0; g < GATES; g++) {
      long column = (long) g * units;
      Matrix d = gates[g].matrix;
      Matrix context = sums.get(1).matrix.from(0, column);
      Blas.transposedProduct(dim, units, total, contexts.matrix, d, 0, context);
      Matrix recurrent = sums.get(2).matrix.from(0, column);
      Blas.transposedProduct(units, units, total, before.matrix, d, 0, recurrent);
      Blas.addColumnSums(total, units, d, ones.matrix, dBias.matrix.from(0, column));
    }
    Matrix query = sums.get(4).matrix;
    Blas.transposedProduct(units, size, total, before.matrix, dQueries.matrix, 0, query);
    sums.get(5).buffer.put(0, dScore);
    sums.get(6).buffer.put(0, dGateKernel);
  }

  /** Adds this shard's share of the weights' gradients. */
  void addTo(AttentiveWeights gradients) {
    List<INDArray> into =
        List.of(
            gradients.kernel(),
            gradients.contextKernel(),
            gradients.recurrentKernel(),
            gradients.bias(),
            gradients.queryKernel(),
            gradients.score(),
            gradients.gateKernel());
    for (int i = 0; i < into.size(); i++) {
      INDArray target = OffHeap.writable(into.get(i));
      Blas.add(Math.toIntExact(target.length()), sums.get(i).matrix, OffHeap.matrix(target));
    }
    gradients.gateBias().addi(dGateBias);
  }
}
