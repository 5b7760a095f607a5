package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import rawi.nn.backend.Blas.Matrix;

/**
 * An LSTM over one shard of a batch: the rows of one {@link Packing}.
 *
 * <p>Everything is gate-major: each gate's activations for all steps are one flat array, so that
 * the pointwise loops are long and plain, and each gate's products are small enough for {@link
 * Blas}'s direct kernels. Products run on memory outside the Java heap, pointwise loops on Java
 * arrays; copying between the two costs less than looping over off-heap memory would.
 *
 * <p>Names follow {@link Kernels#lstm}: i, f, g, o are gates, c the cell state, y = tanh(c).
 */
final class CpuLstm implements CpuRecurrence {
  private static final int GATES = 4;

  private final Packing packing;
  private final int features;
  private final int units;
  private final Weights weights;
  private final Buffers memory;

  /** The memory of one pass, allocated by the caller's thread. */
  private static final class Buffers {
    final FloatPointer x; // (size, features), packed
    final FloatPointer z; // 4 x (size, units): pre-activations, then their gradients
    final FloatPointer h; // (size, units): the state each step starts from
    final FloatPointer dh; // (rows, units)
    final float[][] gate = new float[GATES][]; // i, f, g, o, each (size, units)
    final float[] c; // (size, units): cell state after each step
    final float[] cBefore; // (size, units): before each step
    final float[] y; // tanh of it
    final float[] out; // (size, units): h after each step
    final float[] finalH; // (rows, units): the running state, in the end the final one
    final float[] finalC; // (rows, units)
    final float[][] tile = new float[GATES][]; // (rows, units): biases, or gradients of one step
    final float[] dhStep; // (rows, units)
    final float[] dcStep; // (rows, units)

    Buffers(Arena arena, int size, int rows, int features, int units) {
      x = arena.offHeap((long) size * features);
      z = arena.offHeap((long) GATES * size * units);
      h = arena.offHeap((long) size * units);
      dh = arena.offHeap((long) rows * units);
      for (int k = 0; k < GATES; k++) {
        gate[k] = arena.floats(size * units);
        tile[k] = arena.floats(rows * units);
      }
      c = arena.floats(size * units);
      cBefore = arena.floats(size * units);
      y = arena.floats(size * units);
      out = arena.floats(size * units);
      finalH = arena.floats(rows * units);
      finalC = arena.floats(rows * units);
      dhStep = arena.floats(rows * units);
      dcStep = arena.floats(rows * units);
    }
  }

  CpuLstm(Packing packing, Weights weights, int features, int units, Arena arena) {
    this.packing = packing;
    this.features = features;
    this.units = units;
    this.weights = weights;
    this.memory = new Buffers(arena, packing.size(), packing.rows().length, features, units);
  }

  @Override
  public Packing packing() {
    return packing;
  }

  @Override
  public float[] outputs() {
    return memory.out;
  }

  @Override
  public float[] finalState(int i) {
    return i == 0 ? memory.finalH : memory.finalC;
  }

  @Override
  public void forward(FloatBuffer x, float[][] initial) {
    int rows = packing.rows().length;
    gatherInput(x);
    int size = packing.size();
    for (int k = 0; k < GATES; k++) {
      Blas.multiply(
          size,
          units,
          features,
          packed(memory.x, features),
          gateColumns(weights.kernel(), k),
          0,
          z(k, 0));
      repeatBias(memory.tile[k], weights.bias(), k * units, rows, units);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(initial[0], packing.rows()[r] * units, memory.finalH, r * units, units);
      System.arraycopy(initial[1], packing.rows()[r] * units, memory.finalC, r * units, units);
    }
    FloatBuffer zs = OffHeap.buffer(memory.z, (long) GATES * size * units);
    FloatBuffer hs = OffHeap.buffer(memory.h, (long) size * units);
    for (int s = 0; s < packing.steps(); s++) {
      step(s, zs, hs);
    }
  }

  private void step(int s, FloatBuffer zs, FloatBuffer hs) {
    int n = packing.live()[s];
    int at = packing.offset()[s] * units;
    int length = n * units;
    hs.put(at, memory.finalH, 0, length);
    Matrix before = new Matrix(memory.h, at, units);
    for (int k = 0; k < GATES; k++) {
      Matrix product = z(k, packing.offset()[s]);
      Blas.multiply(n, units, units, before, gateColumns(weights.recurrent(), k), 1, product);
      zs.get((int) product.offset(), memory.gate[k], at, length);
    }
    sigmoid(memory.gate[0], at, memory.tile[0], length);
    sigmoid(memory.gate[1], at, memory.tile[1], length);
    tanh(memory.gate[2], at, memory.tile[2], length);
    sigmoid(memory.gate[3], at, memory.tile[3], length);
    System.arraycopy(memory.finalC, 0, memory.cBefore, at, length);
    cell(memory.gate[0], memory.gate[1], memory.gate[2], memory.cBefore, memory.c, at, length);
    output(memory.gate[3], memory.c, memory.y, memory.out, at, length);
    System.arraycopy(memory.c, at, memory.finalC, 0, length);
    System.arraycopy(memory.out, at, memory.finalH, 0, length);
  }

  @Override
  public void backward(Incoming incoming, Gradients gradients, boolean initialWanted) {
    int size = packing.size();
    FloatBuffer zs = OffHeap.buffer(memory.z, (long) GATES * size * units);
    FloatBuffer dhs = OffHeap.buffer(memory.dh, (long) packing.rows().length * units);
    Arrays.fill(gradients.bias(), 0);
    int started = 0;
    for (int s = packing.steps() - 1; s >= 0; s--) {
      int n = packing.live()[s];
      incoming.startRows(started, n, memory.dhStep, memory.dcStep);
      started = n;
      incoming.addOutputGradient(s, memory.dhStep);
      stepBack(s, zs, gradients.bias());
      if (s > 0 || initialWanted) {
        for (int k = 0; k < GATES; k++) {
          Matrix from = new Matrix(weights.recurrentT().base(), (long) k * units * units, units);
          Matrix dh = new Matrix(memory.dh, 0, units);
          Blas.multiply(n, units, units, z(k, packing.offset()[s]), from, k == 0 ? 0 : 1, dh);
        }
        dhs.get(0, memory.dhStep, 0, n * units);
      }
    }
    incoming.startRows(started, packing.rows().length, memory.dhStep, memory.dcStep);
    for (int k = 0; k < GATES; k++) {
      Matrix dz = z(k, 0);
      Blas.addTransposedProduct(
          features,
          units,
          size,
          packed(memory.x, features),
          dz,
          gateColumns(gradients.kernel(), k));
      Blas.addTransposedProduct(
          units, units, size, packed(memory.h, units), dz, gateColumns(gradients.recurrent(), k));
    }
  }

  private void stepBack(int s, FloatBuffer zs, float[] dBias) {
    int at = packing.offset()[s] * units;
    int n = packing.live()[s];
    int length = n * units;
    float[][] d = memory.tile;
    float[][] gate = memory.gate;
    outputBack(gate[3], memory.y, at, memory.dhStep, memory.dcStep, d[3], length);
    inputBack(gate[0], gate[2], at, memory.dcStep, d[0], d[2], length);
    forgetBack(gate[1], memory.cBefore, at, memory.dcStep, d[1], length);
    for (int k = 0; k < GATES; k++) {
      addColumns(d[k], n, units, dBias, k * units);
      zs.put((int) z(k, packing.offset()[s]).offset(), d[k], 0, length);
    }
  }

  /** Written over the packed input. */
  @Override
  public FloatPointer inputGradient() {
    Matrix dx = packed(memory.x, features);
    for (int k = 0; k < GATES; k++) {
      Matrix kernelT = new Matrix(weights.kernelT().base(), (long) k * units * features, features);
      Blas.multiply(packing.size(), features, units, z(k, 0), kernelT, k == 0 ? 0 : 1, dx);
    }
    return memory.x;
  }

  @Override
  public float[] initialGradient(int i) {
    return i == 0 ? memory.dhStep : memory.dcStep;
  }

  private void gatherInput(FloatBuffer x) {
    FloatBuffer packed = OffHeap.buffer(memory.x, (long) packing.size() * features);
    int[] source = packing.source();
    for (int i = 0; i < source.length; i++) {
      packed.put(i * features, x, source[i] * features, features);
    }
  }

  private Matrix z(int gate, int row) {
    return new Matrix(memory.z, ((long) gate * packing.size() + row) * units, units);
  }

  private static Matrix packed(FloatPointer base, int columns) {
    return new Matrix(base, 0, columns);
  }

  /** Gate k's columns of a matrix whose rows hold all four gates. */
  private Matrix gateColumns(Matrix all, int k) {
    return new Matrix(all.base(), all.offset() + (long) k * units, all.stride());
  }

  // The loops below are one line each and work on plain arrays: what C2 turns into vector code.

  private static void repeatBias(float[] tile, float[] bias, int from, int rows, int units) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(bias, from, tile, r * units, units);
    }
  }

  private static void sigmoid(float[] a, int at, float[] bias, int length) {
    for (int j = 0; j < length; j++) {
      a[at + j] = Rational.sigmoid(a[at + j] + bias[j]);
    }
  }

  private static void tanh(float[] a, int at, float[] bias, int length) {
    for (int j = 0; j < length; j++) {
      a[at + j] = Rational.tanh(a[at + j] + bias[j]);
    }
  }

  private static void cell(
      float[] i, float[] f, float[] g, float[] before, float[] c, int at, int length) {
    for (int j = at; j < at + length; j++) {
      c[j] = f[j] * before[j] + i[j] * g[j];
    }
  }

  private static void output(float[] o, float[] c, float[] y, float[] h, int at, int length) {
    for (int j = at; j < at + length; j++) {
      float t = Rational.tanh(c[j]);
      y[j] = t;
      h[j] = o[j] * t;
    }
  }

  /** dc += dh o (1 - y^2); dO = dh y o (1 - o). */
  private static void outputBack(
      float[] o, float[] y, int at, float[] dh, float[] dc, float[] dO, int length) {
    for (int j = 0; j < length; j++) {
      float t = y[at + j];
      float gate = o[at + j];
      float d = dh[j];
      dc[j] += d * gate * (1 - t * t);
      dO[j] = d * t * gate * (1 - gate);
    }
  }

  /** dI = dc g i (1 - i); dG = dc i (1 - g^2). */
  private static void inputBack(
      float[] i, float[] g, int at, float[] dc, float[] dI, float[] dG, int length) {
    for (int j = 0; j < length; j++) {
      float gate = i[at + j];
      float candidate = g[at + j];
      float d = dc[j];
      dI[j] = d * candidate * gate * (1 - gate);
      dG[j] = d * gate * (1 - candidate * candidate);
    }
  }

  /** dF = dc c f (1 - f); then dc = dc f, what flows to the step before. */
  private static void forgetBack(
      float[] f, float[] before, int at, float[] dc, float[] dF, int length) {
    for (int j = 0; j < length; j++) {
      float gate = f[at + j];
      float d = dc[j];
      dF[j] = d * before[at + j] * gate * (1 - gate);
      dc[j] = d * gate;
    }
  }

  private static void addColumns(float[] d, int rows, int units, float[] sums, int to) {
    for (int r = 0; r < rows; r++) {
      int from = r * units;
      for (int j = 0; j < units; j++) {
        sums[to + j] += d[from + j];
      }
    }
  }
}
