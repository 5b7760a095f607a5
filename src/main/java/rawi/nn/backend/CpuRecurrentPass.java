package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * A recurrent layer over a batch: shards computed by the {@link Workers}, their outputs put back in
 * place, their gradients summed in the order of the shards.
 */
final class CpuRecurrentPass implements RecurrentPass {
  private final List<CpuRecurrence> shards;
  private final Scan scan;
  private final RecurrentWeights weights;
  private final int units;
  private final int states;
  private final Workers workers;
  private final Arena arena;
  private final INDArray output;

  CpuRecurrentPass(
      List<CpuRecurrence> shards,
      RecurrentWeights weights,
      Scan scan,
      int states,
      Workers workers,
      Arena arena) {
    this.shards = shards;
    this.scan = scan;
    this.weights = weights;
    this.units = weights.units();
    this.states = states;
    this.workers = workers;
    this.arena = arena;
    float[][] initial = new float[states][];
    for (int i = 0; i < states; i++) {
      initial[i] =
          scan.initialState().isEmpty()
              ? new float[scan.batch() * units]
              : OffHeap.copy(scan.initialState().get(i));
    }
    FloatBuffer x = OffHeap.buffer(OffHeap.dense(scan.x()));
    workers.each(shards.size(), i -> shards.get(i).forward(x, initial));
    this.output = scan.sequences() ? sequence() : last();
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public List<INDArray> states() {
    return byState(CpuRecurrence::finalState);
  }

  /** What each shard holds of each state, put together: each (batch, units). */
  private List<INDArray> byState(BiFunction<CpuRecurrence, Integer, float[]> part) {
    INDArray[] all = new INDArray[states];
    for (int i = 0; i < states; i++) {
      all[i] = Nd4j.createUninitialized(DataType.FLOAT, scan.batch(), units);
      FloatBuffer to = OffHeap.buffer(all[i]);
      for (CpuRecurrence shard : shards) {
        int[] rows = shard.packing().rows();
        float[] values = part.apply(shard, i);
        for (int r = 0; r < rows.length; r++) {
          to.put(rows[r] * units, values, r * units, units);
        }
      }
    }
    return List.of(all);
  }

  /** h at the last real step of each row; zeros for a row without one, as in Keras. */
  private INDArray last() {
    INDArray y = Nd4j.zeros(DataType.FLOAT, scan.batch(), units); // (batch, units)
    FloatBuffer to = OffHeap.buffer(y);
    for (CpuRecurrence shard : shards) {
      Packing p = shard.packing();
      int reached = p.steps() == 0 ? 0 : p.live()[0];
      for (int r = 0; r < reached; r++) {
        to.put(p.rows()[r] * units, shard.finalState(0), r * units, units);
      }
    }
    return y;
  }

  private INDArray sequence() {
    INDArray y =
        scan.mask().isPresent()
            ? Nd4j.zeros(DataType.FLOAT, scan.batch(), scan.time(), units)
            : Nd4j.createUninitialized(DataType.FLOAT, scan.batch(), scan.time(), units);
    FloatBuffer to = OffHeap.buffer(y);
    workers.each(
        shards.size(),
        i -> {
          int[] source = shards.get(i).packing().source();
          for (int row = 0; row < source.length; row++) {
            to.put(source[row] * units, shards.get(i).outputs(), row * units, units);
          }
        });
    if (repeats()) {
      eachRepeat((from, at) -> to.put(at * units, to, from * units, units));
    }
    return y;
  }

  private boolean repeats() {
    return scan.mask().isPresent() && scan.masked() == Scan.Masked.REPEAT;
  }

  /** Visits each masked step that has a real one before it: (that real step, the masked step). */
  private void eachRepeat(Repeat visit) {
    float[] real = OffHeap.copy(scan.mask().orElseThrow());
    int time = scan.time();
    for (int b = 0; b < scan.batch(); b++) {
      int from = -1;
      for (int i = 0; i < time; i++) {
        int at = b * time + (scan.backwards() ? time - 1 - i : i);
        if (real[at] != 0) {
          from = at;
        } else if (from >= 0) {
          visit.at(from, at);
        }
      }
    }
  }

  private interface Repeat {
    void at(int from, int masked);
  }

  @Override
  public Result backward(
      INDArray dOutput, List<INDArray> dStates, RecurrentWeights gradients, boolean inputWanted) {
    boolean initialWanted = !scan.initialState().isEmpty();
    CpuRecurrence.Incoming[] incoming = incoming(dOutput, dStates);
    CpuRecurrence.Gradients[] parts = new CpuRecurrence.Gradients[shards.size()];
    int columns = (int) gradients.kernel().size(1);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = emptyGradients(gradients.features(), columns);
    }
    Optional<INDArray> dx =
        inputWanted
            ? Optional.of(
                scan.mask().isPresent()
                    ? Nd4j.zeros(DataType.FLOAT, scan.x().shape())
                    : Nd4j.createUninitialized(DataType.FLOAT, scan.x().shape()))
            : Optional.empty();
    Optional<FloatBuffer> dxMemory = dx.map(OffHeap::buffer);
    Matrix recurrentT = Blas.transposed(weights.recurrentKernel(), arena);
    Optional<Matrix> kernelT = dx.map(wanted -> Blas.transposed(weights.kernel(), arena));
    workers.each(
        shards.size(),
        i -> {
          CpuRecurrence shard = shards.get(i);
          shard.backward(incoming[i], parts[i], recurrentT, initialWanted);
          dxMemory.ifPresent(to -> scatterInputGradient(shard, kernelT.orElseThrow(), to));
        });
    for (CpuRecurrence.Gradients part : parts) {
      OffHeap.add(part.kernel().base(), gradients.kernel());
      OffHeap.add(part.recurrent().base(), gradients.recurrentKernel());
      gradients.bias().ifPresent(bias -> OffHeap.add(part.bias(), bias));
    }
    return new Result(dx, initialWanted ? byState(CpuRecurrence::initialGradient) : List.of());
  }

  private CpuRecurrence.Gradients emptyGradients(int features, int columns) {
    FloatPointer kernel = arena.offHeap((long) features * columns);
    FloatPointer recurrent = arena.offHeap((long) units * columns);
    org.bytedeco.javacpp.Pointer.memset(kernel, 0, 4L * features * columns);
    org.bytedeco.javacpp.Pointer.memset(recurrent, 0, 4L * units * columns);
    return new CpuRecurrence.Gradients(
        new Matrix(kernel, 0, columns), new Matrix(recurrent, 0, columns), arena.floats(columns));
  }

  private void scatterInputGradient(CpuRecurrence shard, Matrix kernelT, FloatBuffer to) {
    int features = weights.features();
    int[] source = shard.packing().source();
    FloatBuffer packed =
        OffHeap.buffer(shard.inputGradient(kernelT), (long) source.length * features);
    for (int row = 0; row < source.length; row++) {
      to.put(source[row] * features, packed, row * features, features);
    }
  }

  private CpuRecurrence.Incoming[] incoming(INDArray dOutput, List<INDArray> dStates) {
    INDArray dense = OffHeap.dense(dOutput);
    if (scan.sequences() && repeats()) {
      dense = foldRepeats(dense);
    }
    FloatBuffer d = OffHeap.buffer(dense);
    float[][] dFinal = dStates.stream().map(OffHeap::copy).toArray(float[][]::new);
    CpuRecurrence.Incoming[] all = new CpuRecurrence.Incoming[shards.size()];
    for (int i = 0; i < all.length; i++) {
      Packing packing = shards.get(i).packing();
      float[] row = arena.floats(units);
      all[i] =
          scan.sequences()
              ? new FromSequence(packing, d, dFinal, row)
              : new FromLast(packing, d, dFinal);
    }
    return all;
  }

  /** The gradient of a repeated output belongs to the real step that was repeated. */
  private INDArray foldRepeats(INDArray dOutput) {
    INDArray folded = dOutput.dup('c');
    FloatBuffer d = OffHeap.buffer(folded);
    eachRepeat(
        (from, at) -> {
          for (int j = 0; j < units; j++) {
            d.put(from * units + j, d.get(from * units + j) + d.get(at * units + j));
          }
        });
    return folded;
  }

  private final class FromSequence implements CpuRecurrence.Incoming {
    private final Packing packing;
    private final FloatBuffer dOutput;
    private final float[][] dFinal;
    private final float[] row;

    FromSequence(Packing packing, FloatBuffer dOutput, float[][] dFinal, float[] row) {
      this.packing = packing;
      this.dOutput = dOutput;
      this.dFinal = dFinal;
      this.row = row;
    }

    @Override
    public void addOutputGradient(int s, float[] dh) {
      for (int r = 0; r < packing.live()[s]; r++) {
        dOutput.get(packing.source()[packing.offset()[s] + r] * units, row, 0, units);
        int at = r * units;
        for (int j = 0; j < units; j++) {
          dh[at + j] += row[j];
        }
      }
    }

    @Override
    public void startRows(int from, int to, float[]... dStates) {
      fromFinal(packing, dFinal, from, to, dStates);
    }
  }

  private final class FromLast implements CpuRecurrence.Incoming {
    private final Packing packing;
    private final FloatBuffer dOutput;
    private final float[][] dFinal;

    FromLast(Packing packing, FloatBuffer dOutput, float[][] dFinal) {
      this.packing = packing;
      this.dOutput = dOutput;
      this.dFinal = dFinal;
    }

    @Override
    public void addOutputGradient(int s, float[] dh) {
      for (int r = packing.liveAfter(s); r < packing.live()[s]; r++) { // rows that end here
        int at = packing.rows()[r] * units;
        for (int j = 0; j < units; j++) {
          dh[r * units + j] += dOutput.get(at + j);
        }
      }
    }

    @Override
    public void startRows(int from, int to, float[]... dStates) {
      fromFinal(packing, dFinal, from, to, dStates);
    }
  }

  private void fromFinal(Packing packing, float[][] dFinal, int from, int to, float[]... dStates) {
    for (int i = 0; i < dStates.length; i++) {
      if (dFinal.length == 0) {
        Arrays.fill(dStates[i], from * units, to * units, 0);
      } else {
        for (int r = from; r < to; r++) {
          System.arraycopy(dFinal[i], packing.rows()[r] * units, dStates[i], r * units, units);
        }
      }
    }
  }
}
