package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/**
 * A recurrent layer over one shard of a batch, the rows of one {@link Packing}, a chunk of steps at
 * a time: projections and weight gradients find what they read still in the cache.
 */
final class CpuShard {
  /** Packed rows of a chunk, unless one step has more; about 100 KB a plane at 256 units. */
  private static final int CHUNK = 112;

  /** 6e-30: a gradient through a hundred steps may get there, and further. */
  private static final float VANISHED = 0x1p-97f;

  private final CpuLayer layer;
  private final Packing packing;
  private final int units;
  private final int features;
  private final int[] chunks;
  private final CpuStep step;
  private final FloatPointer x; // (rows of a chunk, features): its input, then its gradient
  private final FloatBuffer xs;
  private final FloatPointer ones; // as many as a chunk has rows

  /**
   * Allocates.
   *
   * @param dropout the recurrent dropout of the whole batch, (batch, units)
   * @param keeps whether a backward pass is to follow
   */
  CpuShard(
      CpuLayer layer, Packing packing, Optional<INDArray> dropout, boolean keeps, Arena arena) {
    this.layer = layer;
    this.packing = packing;
    this.units = layer.units();
    this.features = layer.features();
    this.chunks = packing.chunks(CHUNK);
    int capacity = Math.min(packing.size(), Math.max(CHUNK, packing.rows().length));
    float[] factors = new float[dropout.isPresent() ? rows() * units : 0];
    dropout.ifPresent(all -> copyRows(OffHeap.buffer(OffHeap.dense(all)), factors));
    this.step = new CpuStep(layer, packing, capacity, factors, keeps, arena);
    this.x = arena.offHeap((long) capacity * features);
    this.xs = OffHeap.buffer(x, (long) capacity * features);
    this.ones = arena.offHeap(capacity);
    for (int i = 0; i < capacity; i++) {
      ones.put(i, 1f);
    }
  }

  int states() {
    return layer.states();
  }

  /**
   * State {@code i} of each row in the packing's order, (rows, units): after {@link #forward} the
   * last one, after {@link #backward} the gradient of the first.
   */
  float[] state(int i) {
    return step.state(i);
  }

  /**
   * Runs over the shard.
   *
   * @param input the whole batch, (batch, time, features)
   * @param initial each state of the whole batch, (batch, units); empty: zeros
   * @param output the whole batch, (batch, time, units), where each step's h is put
   */
  void forward(FloatBuffer input, FloatBuffer[] initial, Optional<FloatBuffer> output) {
    for (int i = 0; i < states(); i++) {
      if (initial.length == 0) {
        Arrays.fill(state(i), 0, rows() * units, 0);
      } else {
        copyRows(initial[i], state(i));
      }
    }
    for (int c = 0; c + 1 < chunks.length; c++) {
      gather(input, chunks[c], chunks[c + 1]);
      project(packing.rowsOf(chunks[c], chunks[c + 1]));
      for (int s = chunks[c]; s < chunks[c + 1]; s++) {
        step.at(s, chunks[c]);
        layer.cell().forward(step);
        if (output.isPresent()) {
          putOutput(s, output.get());
        }
      }
    }
  }

  private void putOutput(int s, FloatBuffer output) {
    for (int r = 0; r < packing.live()[s]; r++) {
      output.put(packing.source(s, r) * units, state(0), r * units, units);
    }
  }

  /** The inputs of steps [from, to), packed. */
  private void gather(FloatBuffer input, int from, int to) {
    int first = packing.offset()[from];
    for (int i = first; i < packing.offset()[to]; i++) {
      xs.put((i - first) * features, input, packing.source()[i] * features, features);
    }
  }

  /** z = x W + b for a chunk's rows. */
  private void project(int rows) {
    step.begin(rows);
    Matrix in = Matrix.of(x, features);
    for (int k = 0; k < layer.gates(); k++) {
      Matrix z = step.plane(layer.cell().kernelPlane(k), 0);
      if (layer.panels().isPresent()) {
        layer.panels().get().kernel().multiply(rows, k, in, 1, z);
      } else {
        Blas.multiply(rows, units, features, in, block(layer.weights().kernel(), k), 1, z);
      }
    }
  }

  /**
   * Back-propagation through time.
   *
   * @param input what {@link #forward} was given
   * @param gradients this shard's part, added to
   * @param recurrentT the recurrent kernel transposed; absent for a batch of one row
   */
  void backward(
      FloatBuffer input,
      CpuIncoming incoming,
      CpuWeights gradients,
      Optional<Panels> recurrentT,
      Optional<InputGradient> dx) {
    step.turnBack(recurrentT);
    int started = 0;
    for (int c = chunks.length - 2; c >= 0; c--) {
      for (int s = chunks[c + 1] - 1; s >= chunks[c]; s--) {
        step.at(s, chunks[c]);
        incoming.startRows(started, packing.live()[s], this);
        started = packing.live()[s];
        incoming.addOutput(s, state(0));
        for (int i = 0; i < states(); i++) {
          Pointwise.fade(state(i), VANISHED, step.length());
        }
        layer.cell().backward(step);
      }
      gather(input, chunks[c], chunks[c + 1]);
      addGradients(packing.rowsOf(chunks[c], chunks[c + 1]), gradients);
      if (dx.isPresent()) {
        putInputGradient(chunks[c], chunks[c + 1], dx.get());
      }
    }
    incoming.startRows(started, rows(), this);
  }

  /** dW += x^T dz, dU += h^T dz, db += the sums of dz, for a chunk at whose first step we are. */
  private void addGradients(int rows, CpuWeights gradients) {
    CpuCell cell = layer.cell();
    Matrix in = Matrix.of(x, features);
    for (int k = 0; k < layer.gates(); k++) {
      Matrix outer = step.plane(cell.kernelPlane(k), 0);
      Blas.addTransposedProduct(features, units, rows, in, outer, block(gradients.kernel(), k));
      Blas.addTransposedProduct(
          units,
          units,
          rows,
          step.factor(cell.factor(k)),
          step.plane(k, 0),
          block(gradients.recurrent(), k));
    }
    Matrix sums = Matrix.of(gradients.bias(), units);
    for (int p = 0; p < cell.planes(); p++) {
      Blas.addColumnSums(rows, units, step.plane(p, 0), Matrix.of(ones, 1), sums.from(p, 0));
    }
  }

  /**
   * Where dL/dx goes.
   *
   * @param kernelT the kernel transposed
   * @param dx the whole batch, (batch, time, features)
   */
  record InputGradient(Panels kernelT, FloatBuffer dx) {}

  private void putInputGradient(int from, int to, InputGradient wanted) {
    int rows = packing.rowsOf(from, to);
    Matrix out = Matrix.of(x, features);
    for (int k = 0; k < layer.gates(); k++) {
      Matrix dz = step.plane(layer.cell().kernelPlane(k), 0);
      wanted.kernelT.multiply(rows, k, dz, k == 0 ? 0 : 1, out);
    }
    int first = packing.offset()[from];
    for (int i = 0; i < rows; i++) {
      wanted.dx.put(packing.source()[first + i] * features, xs, i * features, features);
    }
  }

  private Matrix block(Matrix weights, int k) {
    return weights.from(0, (long) k * units);
  }

  private int rows() {
    return packing.rows().length;
  }

  /** This shard's rows, in its order, of the whole batch's (batch, units). */
  private void copyRows(FloatBuffer all, float[] into) {
    for (int r = 0; r < rows(); r++) {
      all.get(packing.rows()[r] * units, into, r * units, units);
    }
  }
}
