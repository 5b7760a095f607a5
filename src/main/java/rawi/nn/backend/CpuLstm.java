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
 * arrays; copying between the two costs less than looping over off-heap memory would. Input
 * projections and weight gradients are computed a few steps at a time, while what they read is
 * still in the cache.
 *
 * <p>Names follow {@link Cell.Lstm}: i, f, g, o are gates, c the cell state, y = tanh(c).
 */
final class CpuLstm implements CpuRecurrence {
  private static final int GATES = 4;
  private static final int I = 0;
  private static final int F = 1;
  private static final int G = 2;
  private static final int O = 3;

  /** Packed rows whose projections are computed together; about 100 KB a gate at 256 units. */
  private static final int CHUNK = 112;

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
    final float[][] gate = new float[GATES][]; // (size, units): i, f, g, o, then their gradients
    final float[] c; // (size, units): cell state after each step, then its gradient
    final float[] before; // (size, units): cell state before each step
    final float[] y; // (size, units): tanh(c)
    final float[] h1; // (size, units): h after each step, then its gradient
    final float[][] state = new float[2][]; // (rows, units): running h and c, or their gradients
    final float[][] bias = new float[GATES][]; // (rows, units): gradients added up over steps
    final float[] step; // (rows, units)

    Buffers(Arena arena, int size, int rows, int features, int units) {
      x = arena.offHeap((long) size * features);
      z = arena.offHeap((long) GATES * size * units);
      h = arena.offHeap((long) size * units);
      dh = arena.offHeap((long) rows * units);
      for (int k = 0; k < GATES; k++) {
        gate[k] = arena.floats(size * units);
        bias[k] = arena.floats(rows * units);
      }
      c = arena.floats(size * units);
      before = arena.floats(size * units);
      y = arena.floats(size * units);
      h1 = arena.floats(size * units);
      for (int i = 0; i < state.length; i++) {
        state[i] = arena.floats(rows * units);
      }
      step = arena.floats(rows * units);
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
    return memory.h1;
  }

  @Override
  public float[] finalState(int i) {
    return memory.state[i];
  }

  @Override
  public void forward(FloatBuffer x, float[][] initial) {
    gatherInput(x);
    for (int r = 0; r < packing.rows().length; r++) {
      for (int i = 0; i < initial.length; i++) {
        System.arraycopy(initial[i], packing.rows()[r] * units, memory.state[i], r * units, units);
      }
    }
    FloatBuffer zs = OffHeap.buffer(memory.z, (long) GATES * packing.size() * units);
    FloatBuffer hs = OffHeap.buffer(memory.h, (long) packing.size() * units);
    int projected = 0; // packed rows
    for (int s = 0; s < packing.steps(); s++) {
      if (packing.offset()[s] == projected) {
        int end = chunkEnd(s);
        project(zs, projected, packing.offset()[end] - projected);
        projected = packing.offset()[end];
      }
      step(s, zs, hs);
    }
  }

  /** The step before which a chunk that begins with step {@code s} ends. */
  private int chunkEnd(int s) {
    int end = s + 1;
    while (end < packing.steps() && packing.offset()[end + 1] - packing.offset()[s] <= CHUNK) {
      end++;
    }
    return end;
  }

  /** z = x W + b for some packed rows. */
  private void project(FloatBuffer zs, int from, int rows) {
    for (int k = 0; k < GATES; k++) {
      int at = (int) z(k, from).offset();
      for (int r = 0; r < rows; r++) {
        zs.put(at + r * units, weights.bias(), k * units, units);
      }
      Matrix x = new Matrix(memory.x, (long) from * features, features);
      Blas.multiply(rows, units, features, x, gateColumns(weights.kernel(), k), 1, z(k, from));
    }
  }

  private void step(int s, FloatBuffer zs, FloatBuffer hs) {
    int n = packing.live()[s];
    int row = packing.offset()[s];
    int from = row * units;
    int to = from + n * units;
    hs.put(from, memory.state[0], 0, to - from);
    Matrix before = new Matrix(memory.h, from, units);
    for (int k = 0; k < GATES; k++) {
      Matrix z = z(k, row);
      Blas.multiply(n, units, units, before, gateColumns(weights.recurrent(), k), 1, z);
      zs.get((int) z.offset(), memory.gate[k], from, to - from);
    }
    LstmLoops.sigmoid(memory.gate[I], from, to);
    LstmLoops.sigmoid(memory.gate[F], from, to);
    LstmLoops.tanh(memory.gate[G], from, to);
    LstmLoops.sigmoid(memory.gate[O], from, to);
    System.arraycopy(memory.state[1], 0, memory.before, from, to - from);
    LstmLoops.cell(
        memory.gate[I], memory.gate[F], memory.gate[G], memory.before, memory.c, from, to);
    LstmLoops.output(memory.gate[O], memory.c, memory.y, memory.h1, from, to);
    System.arraycopy(memory.h1, from, memory.state[0], 0, to - from);
    System.arraycopy(memory.c, from, memory.state[1], 0, to - from);
  }

  @Override
  public void backward(
      Incoming incoming, Gradients gradients, Matrix recurrentT, boolean initialWanted) {
    FloatBuffer zs = OffHeap.buffer(memory.z, (long) GATES * packing.size() * units);
    int rows = packing.rows().length;
    FloatBuffer dhs = OffHeap.buffer(memory.dh, (long) rows * units);
    for (float[] sums : memory.bias) {
      Arrays.fill(sums, 0, rows * units, 0);
    }
    int started = 0;
    int gathered = packing.size(); // packed rows from here on are in the weight gradients
    for (int s = packing.steps() - 1; s >= 0; s--) {
      int n = packing.live()[s];
      incoming.startRows(started, n, memory.state);
      started = n;
      incoming.addOutputGradient(s, memory.state[0]);
      stepBack(s, zs);
      if (s > 0 || initialWanted) {
        stateBack(s, n, recurrentT, dhs);
      }
      if (s == 0 || gathered - packing.offset()[s - 1] > CHUNK) {
        gatherGradients(packing.offset()[s], gathered, gradients);
        gathered = packing.offset()[s];
      }
    }
    incoming.startRows(started, rows, memory.state);
    Arrays.fill(gradients.bias(), 0);
    for (int k = 0; k < GATES; k++) {
      addColumns(memory.bias[k], rows, gradients.bias(), k * units);
    }
  }

  /** From dL/dh and dL/dc after a step to dL/dz and to dL/dc before it. */
  private void stepBack(int s, FloatBuffer zs) {
    int row = packing.offset()[s];
    int from = row * units;
    int length = packing.live()[s] * units;
    int to = from + length;
    System.arraycopy(memory.state[0], 0, memory.h1, from, length);
    System.arraycopy(memory.state[1], 0, memory.c, from, length);
    LstmLoops.outputBack(memory.gate[O], memory.y, memory.h1, memory.c, from, to);
    LstmLoops.inputBack(memory.gate[I], memory.gate[G], memory.c, from, to);
    LstmLoops.forgetBack(memory.gate[F], memory.before, memory.c, from, to);
    System.arraycopy(memory.c, from, memory.state[1], 0, length);
    for (int k = 0; k < GATES; k++) {
      zs.put((int) z(k, row).offset(), memory.gate[k], from, length);
      System.arraycopy(memory.gate[k], from, memory.step, 0, length);
      LstmLoops.add(memory.bias[k], memory.step, length);
    }
  }

  /** dL/dh before a step, from dL/dz: into the running state's gradient. */
  private void stateBack(int s, int n, Matrix recurrentT, FloatBuffer dhs) {
    Matrix dh = new Matrix(memory.dh, 0, units);
    for (int k = 0; k < GATES; k++) {
      Matrix transposed = gateRows(recurrentT, k);
      Blas.multiply(n, units, units, z(k, packing.offset()[s]), transposed, k == 0 ? 0 : 1, dh);
    }
    dhs.get(0, memory.state[0], 0, n * units);
  }

  /** dW += x^T dz, dU += h^T dz over packed rows [from, to). */
  private void gatherGradients(int from, int to, Gradients gradients) {
    Matrix x = new Matrix(memory.x, (long) from * features, features);
    Matrix h = new Matrix(memory.h, (long) from * units, units);
    for (int k = 0; k < GATES; k++) {
      Matrix dz = z(k, from);
      Blas.addTransposedProduct(
          features, units, to - from, x, dz, gateColumns(gradients.kernel(), k));
      Blas.addTransposedProduct(
          units, units, to - from, h, dz, gateColumns(gradients.recurrent(), k));
    }
  }

  /** Written over the packed input. */
  @Override
  public FloatPointer inputGradient(Matrix kernelT) {
    Matrix dx = new Matrix(memory.x, 0, features);
    for (int k = 0; k < GATES; k++) {
      Matrix transposed = gateRows(kernelT, k);
      Blas.multiply(packing.size(), features, units, z(k, 0), transposed, k == 0 ? 0 : 1, dx);
    }
    return memory.x;
  }

  @Override
  public float[] initialGradient(int i) {
    return memory.state[i];
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

  /** Gate k's columns of a matrix whose rows hold all four gates. */
  private Matrix gateColumns(Matrix all, int k) {
    return new Matrix(all.base(), all.offset() + (long) k * units, all.stride());
  }

  /** Gate k's rows of such a matrix transposed. */
  private Matrix gateRows(Matrix all, int k) {
    return new Matrix(all.base(), all.offset() + (long) k * units * all.stride(), all.stride());
  }

  private void addColumns(float[] d, int rows, float[] sums, int to) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < units; j++) {
        sums[to + j] += d[r * units + j];
      }
    }
  }
}
