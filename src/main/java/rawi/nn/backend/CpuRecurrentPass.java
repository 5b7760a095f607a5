package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent layer over a batch: shards that {@link Workers} compute, each of which puts its rows
 * of the output in their place; gradients summed in the order of the shards.
 */
final class CpuRecurrentPass implements RecurrentPass {
  private final CpuLayer layer;
  private final RecurrentWeights weights;
  private final Scan scan;
  private final Workers workers;
  private final Arena arena;
  private final Packing[] packings;
  private final Optional<MaskedSteps> repeats;
  private final FloatBuffer x;
  private final FloatBuffer[] initial;
  private final INDArray output;
  private CpuShard[] shards;

  /**
   * Allocates; {@link #run} computes.
   *
   * @param parts of the batch
   */
  CpuRecurrentPass(Kernels.Run run, int parts, Workers workers, Arena arena) {
    this.scan = run.scan();
    this.weights = run.weights();
    this.layer = CpuLayer.of(run.cell(), weights, scan.batch() == 1, arena);
    this.workers = workers;
    this.arena = arena;
    this.packings = Packing.of(scan.batch(), scan.time(), scan.mask(), scan.backwards(), parts);
    this.repeats =
        scan.sequences() && scan.masked() == Scan.Masked.REPEAT
            ? scan.mask().map(m -> MaskedSteps.of(m, scan.backwards()))
            : Optional.empty();
    this.x = OffHeap.buffer(OffHeap.dense(scan.x()));
    this.initial = buffers(scan.initialState());
    this.output =
        scan.sequences()
            ? blank(scan.batch(), scan.time(), layer.units())
            : blank(scan.batch(), layer.units());
    this.shards = shards(scan.training());
  }

  /** Zeros where a masked step or row leaves some, else whatever is there: all of it is written. */
  private INDArray blank(long... shape) {
    return scan.mask().isPresent() || scan.time() == 0
        ? Nd4j.zeros(DataType.FLOAT, shape)
        : Nd4j.createUninitialized(DataType.FLOAT, shape);
  }

  private CpuShard[] shards(boolean keeps) {
    return Arrays.stream(packings)
        .map(p -> new CpuShard(layer, p, scan.recurrentDropout(), keeps, arena))
        .toArray(CpuShard[]::new);
  }

  private static FloatBuffer[] buffers(List<INDArray> arrays) {
    return arrays.stream().map(a -> OffHeap.buffer(OffHeap.dense(a))).toArray(FloatBuffer[]::new);
  }

  /** How many threads can share the work. */
  int parts() {
    return shards.length;
  }

  /** Makes the output and the states. */
  void run() {
    each(layer.oneRow() ? 0 : layer.gates(), layer::prepare);
    each(shards.length, this::forward);
  }

  private void forward(int part) {
    FloatBuffer to = OffHeap.buffer(output);
    int units = layer.units();
    CpuShard shard = shards[part];
    shard.forward(x, initial, scan.sequences() ? Optional.of(to) : Optional.empty());
    int[] rows = packings[part].rows();
    if (!scan.sequences()) { // zeros for a row without a real step, as in Keras
      for (int r = 0; r < packings[part].reached(); r++) {
        to.put(rows[r] * units, shard.state(0), r * units, units);
      }
    }
    repeat(packings[part], to);
  }

  /** Puts at masked steps what stands at the real one before. */
  private void repeat(Packing packing, FloatBuffer to) {
    int units = layer.units();
    repeats.ifPresent(
        masked ->
            masked.each(packing.rows(), (from, at) -> to.put(at * units, to, from * units, units)));
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public List<INDArray> states() {
    return byState();
  }

  /** What the shards hold of each state, put together: each (batch, units). */
  private List<INDArray> byState() {
    int units = layer.units();
    INDArray[] all = new INDArray[layer.states()];
    for (int i = 0; i < all.length; i++) {
      all[i] = Nd4j.createUninitialized(DataType.FLOAT, scan.batch(), units);
      FloatBuffer to = OffHeap.buffer(all[i]);
      for (int part = 0; part < shards.length; part++) {
        int[] rows = packings[part].rows();
        for (int r = 0; r < rows.length; r++) {
          to.put(rows[r] * units, shards[part].state(i), r * units, units);
        }
      }
    }
    return List.of(all);
  }

  @Override
  public Result backward(
      INDArray dOutput, List<INDArray> dStates, RecurrentWeights gradients, boolean inputWanted) {
    if (!scan.training()) { // nothing was kept
      shards = shards(true);
      each(shards.length, i -> shards[i].forward(x, initial, Optional.empty()));
    }
    FloatBuffer d = OffHeap.buffer(folded(OffHeap.dense(dOutput)));
    FloatBuffer[] dLast = buffers(dStates);
    Optional<Panels> recurrentT =
        layer.oneRow() ? Optional.empty() : Optional.of(transposed(weights.recurrentKernel()));
    Optional<INDArray> dx = inputWanted ? Optional.of(blank(scan.x().shape())) : Optional.empty();
    Optional<CpuShard.InputGradient> inputGradient =
        dx.map(to -> new CpuShard.InputGradient(transposed(weights.kernel()), OffHeap.buffer(to)));
    CpuWeights[] parts = new CpuWeights[shards.length];
    CpuIncoming[] incoming = new CpuIncoming[shards.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = CpuWeights.zeros(layer.cell(), gradients, arena);
      float[] row = new float[layer.units()];
      incoming[i] = new CpuIncoming(packings[i], d, scan.sequences(), dLast, row);
    }
    each(
        shards.length,
        i -> shards[i].backward(x, incoming[i], parts[i], recurrentT, inputGradient));
    for (CpuWeights part : parts) {
      part.addTo(layer.cell(), gradients);
    }
    return new Result(dx, scan.initialState().isEmpty() ? List.of() : byState());
  }

  /** dL/d(output) in which that of a repeated output is added to the real step it repeats. */
  private INDArray folded(INDArray dOutput) {
    if (repeats.isEmpty()) {
      return dOutput;
    }
    INDArray folded = dOutput.dup('c');
    FloatBuffer d = OffHeap.buffer(folded);
    int units = layer.units();
    for (Packing packing : packings) {
      repeats
          .get()
          .each(
              packing.rows(),
              (from, at) -> {
                for (int j = 0; j < units; j++) {
                  d.put(from * units + j, d.get(from * units + j) + d.get(at * units + j));
                }
              });
    }
    return folded;
  }

  private Panels transposed(INDArray weight) {
    Panels panels = Panels.transposed(weight, layer.gates(), arena);
    each(layer.gates(), panels::fill);
    return panels;
  }

  /** Work for the threads if the batch is, else for this one alone. */
  private void each(int n, IntConsumer task) {
    if (shards.length > 1) {
      workers.each(n, task);
    } else {
      for (int i = 0; i < n; i++) {
        task.accept(i);
      }
    }
  }
}
