package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * {@link Kernels#attentive} on the processor: the groups are dealt to the threads, each with all
 * the rows that look at it, so that no two threads add to one place. Only real steps are computed.
 */
final class CpuAttentivePass implements AttentivePass {
  /** Below this many multiplications a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 2_000_000;

  private final Memory memory;
  private final Workers workers;
  private final Arena arena;
  private final List<CpuAttentiveShard> shards;

  /** The arrays of a pass, dense, and where they lie. */
  static final class Memory {
    final AttentiveScan scan;
    final AttentiveWeights weights;
    final INDArray x;
    final INDArray values;
    final INDArray keys;
    final INDArray h;
    final INDArray c;
    final INDArray output;
    final INDArray contexts;
    final INDArray looks;
    final INDArray lastH;
    final INDArray lastC;

    Memory(AttentiveWeights given, AttentiveScan scan) {
      this.scan = scan;
      this.weights =
          new AttentiveWeights(
              OffHeap.dense(given.kernel()),
              OffHeap.dense(given.contextKernel()),
              OffHeap.dense(given.recurrentKernel()),
              OffHeap.dense(given.bias()),
              OffHeap.dense(given.queryKernel()),
              OffHeap.dense(given.score()),
              OffHeap.dense(given.gateKernel()),
              OffHeap.dense(given.gateBias()));
      this.x = OffHeap.dense(scan.x());
      this.values = OffHeap.dense(scan.values());
      this.keys = OffHeap.dense(scan.keys());
      this.h = OffHeap.dense(scan.h());
      this.c = OffHeap.dense(scan.c());
      this.output = zeros(scan.batch(), scan.time(), weights.units());
      this.contexts = zeros(scan.batch(), scan.time(), weights.dim());
      this.looks = zeros(scan.batch(), scan.time(), scan.places());
      this.lastH = zeros(scan.batch(), weights.units());
      this.lastC = zeros(scan.batch(), weights.units());
    }
  }

  static INDArray zeros(long... shape) {
    return Nd4j.zeros(DataType.FLOAT, shape);
  }

  CpuAttentivePass(AttentiveWeights weights, AttentiveScan scan, Workers workers, Arena arena) {
    this.memory = new Memory(weights, scan);
    this.workers = workers;
    this.arena = arena;
    this.shards = dealt().stream().map(rows -> new CpuAttentiveShard(memory, rows, arena)).toList();
    workers.each(shards.size(), part -> shards.get(part).forward());
  }

  /** The rows of each thread: whole groups, those with most to do first, to whoever has least. */
  private List<int[]> dealt() {
    AttentiveScan scan = memory.scan;
    AttentiveWeights w = memory.weights;
    long[] work = new long[scan.groups()];
    for (int r = 0; r < scan.batch(); r++) {
      work[scan.group()[r]] += scan.lengths()[r];
    }
    long each =
        4L * w.units() * (w.units() + w.dim() + w.features())
            + (long) scan.places() * (w.size() + w.dim());
    int busy = (int) Arrays.stream(work).filter(n -> n > 0).count();
    boolean shared = Arrays.stream(work).sum() * each >= WORTH_SHARING;
    int parts = shared ? Math.min(workers.threads(), busy) : 1;
    long[] load = new long[parts];
    int[] part = new int[work.length];
    IntStream.range(0, work.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer g) -> -work[g]))
        .forEach(
            g -> {
              int least = 0;
              for (int p = 1; p < parts; p++) {
                least = load[p] < load[least] ? p : least;
              }
              part[g] = least;
              load[least] += work[g];
            });
    List<int[]> rows = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      int own = p;
      rows.add(
          IntStream.range(0, scan.batch())
              .filter(r -> part[scan.group()[r]] == own)
              .boxed()
              .sorted(Comparator.comparingInt((Integer r) -> -scan.lengths()[r]))
              .mapToInt(Integer::intValue)
              .toArray());
    }
    return rows;
  }

  @Override
  public INDArray output() {
    return memory.output;
  }

  @Override
  public INDArray contexts() {
    return memory.contexts;
  }

  @Override
  public INDArray looks() {
    return memory.looks;
  }

  @Override
  public INDArray h() {
    return memory.lastH;
  }

  @Override
  public INDArray c() {
    return memory.lastC;
  }

  /** What comes back into a pass and what flows on from it. */
  static final class Gradients {
    final FloatBuffer dOutput;
    final FloatBuffer dContexts;
    final FloatBuffer dLooks;
    final FloatBuffer dx;
    final INDArray dValues;
    final FloatBuffer dKeys;
    final FloatBuffer dh;
    final FloatBuffer dc;
    final Matrix kernelT; // (4 units, features)
    final Matrix contextT; // (4 units, dim)
    final Matrix recurrentT; // (4 units, units)
    final Matrix queryT; // (size, units)
    private final List<INDArray> inUse;

    private Gradients(List<INDArray> given, Result result, AttentiveWeights weights, Arena arena) {
      this.inUse = given.stream().map(OffHeap::dense).toList();
      this.dOutput = OffHeap.buffer(inUse.get(0));
      this.dContexts = OffHeap.buffer(inUse.get(1));
      this.dLooks = OffHeap.buffer(inUse.get(2));
      this.dx = OffHeap.buffer(result.dx());
      this.dValues = result.dValues();
      this.dKeys = OffHeap.buffer(result.dKeys());
      this.dh = OffHeap.buffer(result.dh());
      this.dc = OffHeap.buffer(result.dc());
      this.kernelT = transposed(weights.kernel(), arena);
      this.contextT = transposed(weights.contextKernel(), arena);
      this.recurrentT = transposed(weights.recurrentKernel(), arena);
      this.queryT = transposed(weights.queryKernel(), arena);
    }

    private static Matrix transposed(INDArray a, Arena arena) {
      int rows = (int) a.size(0);
      int columns = (int) a.size(1);
      FloatPointer memory = arena.offHeap(a.length());
      OffHeap.buffer(memory, a.length()).put(0, Blas.transposed(OffHeap.copy(a), rows, columns));
      return Matrix.of(memory, rows);
    }
  }

  @Override
  public Result backward(
      INDArray dOutput, INDArray dContexts, INDArray dLooks, AttentiveWeights gradients) {
    if (!memory.scan.training()) {
      throw new IllegalStateException("attention: the way back was not asked for");
    }
    Result result =
        new Result(
            zeros(memory.x.shape()),
            zeros(memory.values.shape()),
            zeros(memory.keys.shape()),
            zeros(memory.h.shape()),
            zeros(memory.c.shape()));
    Gradients all =
        new Gradients(List.of(dOutput, dContexts, dLooks), result, memory.weights, arena);
    workers.each(shards.size(), part -> shards.get(part).backward(all));
    shards.forEach(shard -> shard.addTo(gradients)); // in their order, whoever was first
    return result;
  }
}
