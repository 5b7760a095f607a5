package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * A recurrent layer over a single sequence from which no backward pass is to follow: a prediction.
 *
 * <p>Its steps wait for how quickly a core can read the recurrent kernel. Threads share it: each
 * has the columns of some units in its core's cache, and all meet after every step. The result does
 * not depend on how many there are.
 */
final class CpuOneRow {
  private static final int BLOCK = 128; // steps whose inputs are weighed at once
  private static final int TILE = 16; // of them in one product

  /**
   * Multiplications of a step below which meeting after it costs more than a second thread brings.
   */
  private static final int WORTH_SHARING = 1 << 14;

  private static final int TOGETHER = 16; // units: a cache line

  private final CpuLayer layer;
  private final Packing packing;
  private final FloatBuffer recurrent;
  private final int width; // of a row of z
  private final FloatPointer x; // (BLOCK, features)
  private final FloatBuffer xs;
  private final FloatPointer z; // (BLOCK, planes * units)
  private final FloatBuffer zs;
  private final FloatBuffer bias;
  private final CpuVectorStep[] parts;
  private final float[][] h; // before a step and after it, in turn

  /**
   * Allocates.
   *
   * @param recurrent (units, gates * units)
   * @param threads that may take part
   */
  CpuOneRow(CpuLayer layer, Packing packing, FloatBuffer recurrent, int threads, Arena arena) {
    this.layer = layer;
    this.recurrent = recurrent;
    this.packing = packing;
    this.width = layer.cell().planes() * layer.units();
    int rows = Math.min(BLOCK, packing.steps());
    this.x = arena.offHeap((long) rows * layer.features());
    this.xs = OffHeap.buffer(x, (long) rows * layer.features());
    this.z = arena.offHeap((long) rows * width);
    this.zs = OffHeap.buffer(z, (long) rows * width);
    this.bias = OffHeap.buffer(layer.weights().bias(), width);
    this.h = new float[][] {arena.floats(layer.units()), arena.floats(layer.units())};
    this.parts = new CpuVectorStep[parts(layer, threads)];
    for (int i = 0; i < parts.length; i++) {
      int from = begin(i);
      parts[i] = new CpuVectorStep(layer, from, begin(i + 1) - from, arena);
    }
  }

  /** A cell in whose step one product waits for another cannot be shared. */
  private static int parts(CpuLayer layer, int threads) {
    int multiplications = layer.units() * layer.units() * layer.gates();
    int worth = Math.min(multiplications / WORTH_SHARING, layer.units() / TOGETHER);
    return layer.cell().factors() > 1 ? 1 : Math.max(1, Math.min(threads, worth));
  }

  private int begin(int part) {
    int lines = (layer.units() + TOGETHER - 1) / TOGETHER;
    return Math.min(layer.units(), lines * part / parts.length * TOGETHER);
  }

  /**
   * Runs over the sequence.
   *
   * @param input (time, features)
   * @param initial each state; empty: zeros
   * @param output (time, units), where each step's h is put
   */
  void forward(
      FloatBuffer input, FloatBuffer[] initial, Optional<FloatBuffer> output, Workers workers) {
    int units = layer.units();
    float[] first = new float[units];
    for (int i = 0; i < layer.states(); i++) {
      if (initial.length > 0) {
        initial[i].get(0, first);
      }
      for (CpuVectorStep part : parts) {
        System.arraycopy(first, part.first(), part.state(i), 0, part.length());
      }
      if (i == 0) {
        System.arraycopy(first, 0, h[0], 0, units);
      }
    }
    int blocks = (packing.steps() + BLOCK - 1) / BLOCK;
    Turns turns = new Turns(parts.length, packing.steps() + blocks);
    Turns.Work work = (part, turn) -> turn(part, turn, input, output);
    if (parts.length == 1) {
      turns.run(0, work);
    } else {
      workers.each(parts.length, own -> turns.run(own, work));
    }
  }

  /** The first turn of each block weighs the inputs of its steps, then comes one turn a step. */
  private void turn(int part, int turn, FloatBuffer input, Optional<FloatBuffer> output) {
    int block = turn / (BLOCK + 1);
    int inBlock = turn % (BLOCK + 1) - 1;
    if (inBlock >= 0) {
      step(parts[part], block * BLOCK + inBlock, inBlock, output);
      return;
    }
    if (block == 0) {
      parts[part].layOut(recurrent, layer.gates() * layer.units());
    }
    int rows = Math.min(BLOCK, packing.steps() - block * BLOCK);
    for (int from = part * TILE; from < rows; from += parts.length * TILE) {
      weigh(input, block * BLOCK, from, Math.min(rows, from + TILE));
    }
  }

  /** z = x W + b for some rows of the block that begins with step {@code first}. */
  private void weigh(FloatBuffer input, int first, int from, int to) {
    int features = layer.features();
    for (int row = from; row < to; row++) {
      xs.put(row * features, input, packing.source()[first + row] * features, features);
      zs.put(row * width, bias, 0, width);
    }
    Matrix in = Matrix.of(x, features).from(from, 0);
    Matrix out = Matrix.of(z, width).from(from, 0);
    int units = layer.units();
    for (int k = 0; k < layer.gates(); k++) {
      long plane = (long) layer.cell().kernelPlane(k) * units;
      Matrix block = layer.weights().kernel().from(0, (long) k * units);
      Blas.multiply(to - from, units, features, in, block, 1, out.from(0, plane));
    }
  }

  private void step(CpuVectorStep part, int s, int row, Optional<FloatBuffer> output) {
    part.at(zs, row * width, h[s % 2]);
    layer.cell().forward(part);
    System.arraycopy(part.state(0), 0, h[(s + 1) % 2], part.first(), part.length());
    if (output.isPresent()) {
      int at = packing.source(s, 0) * layer.units() + part.first();
      output.get().put(at, part.state(0), 0, part.length());
    }
  }

  /** Puts state {@code i} after the last step, (units). */
  void copyState(int i, FloatBuffer to) {
    for (CpuVectorStep part : parts) {
      to.put(part.first(), part.state(i), 0, part.length());
    }
  }

  /** Each state after the last step, (1, units). */
  List<INDArray> states() {
    List<INDArray> all = new ArrayList<>();
    for (int i = 0; i < layer.states(); i++) {
      INDArray state = Nd4j.createUninitialized(DataType.FLOAT, 1, layer.units());
      copyState(i, OffHeap.buffer(state));
      all.add(state);
    }
    return all;
  }
}
