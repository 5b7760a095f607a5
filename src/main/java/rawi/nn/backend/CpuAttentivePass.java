package rawi.nn.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Kernels#attentive} on the processor: the groups are dealt to the threads, each with all
 * the rows that look at it, so that no two threads add to one place. Only real steps are computed.
 */
final class CpuAttentivePass implements AttentivePass {
  /** Below this many multiplications a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 2_000_000;

  private final AttentiveMemory memory;
  private final Workers workers;
  private final Arena arena;
  private final List<CpuAttentiveShard> shards;

  CpuAttentivePass(AttentiveWeights weights, AttentiveScan scan, Workers workers, Arena arena) {
    int steps = Arrays.stream(scan.lengths()).sum();
    this.memory = new AttentiveMemory(weights, scan, steps, arena);
    this.workers = workers;
    this.arena = arena;
    this.shards = dealt().stream().map(rows -> new CpuAttentiveShard(memory, rows, arena)).toList();
    each(AttentiveMemory.GATES, memory::prepare);
    workers.each(shards.size(), part -> shards.get(part).forward());
  }

  /** Shares small work only where the pass itself is shared. */
  private void each(int parts, IntConsumer task) {
    if (shards.size() > 1) {
      workers.each(parts, task);
    } else {
      IntStream.range(0, parts).forEach(task);
    }
  }

  /** The rows of each thread: whole groups, those with most to do first, to whoever has least. */
  private List<int[]> dealt() {
    AttentiveScan scan = memory.scan;
    int[] group = memory.groups;
    int[] lengths = memory.lengths;
    long[] work = new long[scan.groups()];
    for (int r = 0; r < scan.batch(); r++) {
      work[group[r]] += lengths[r];
    }
    long each =
        4L * memory.units * (memory.units + memory.dim + memory.features)
            + (long) memory.places * (memory.size + memory.dim);
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
              .filter(r -> part[group[r]] == own)
              .boxed()
              .sorted(Comparator.comparingInt((Integer r) -> -lengths[r]))
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

  @Override
  public Result backward(
      INDArray dOutput, INDArray dContexts, INDArray dLooks, AttentiveWeights gradients) {
    if (!memory.scan.training()) {
      throw new IllegalStateException("attention: the way back was not asked for");
    }
    Result result = memory.noGradients();
    AttentiveIncoming incoming =
        new AttentiveIncoming(List.of(dOutput, dContexts, dLooks), result, memory.weights(), arena);
    List<CpuAttentiveBack> backs =
        shards.stream().map(s -> new CpuAttentiveBack(memory, incoming, s, arena)).toList();
    List<CpuAttentiveSums> sums =
        shards.stream().map(s -> new CpuAttentiveSums(memory, s, arena)).toList();
    each(AttentiveMemory.GATES, incoming::prepare);
    workers.each(
        shards.size(),
        part -> {
          backs.get(part).run();
          sums.get(part).compute(backs.get(part));
          sums.get(part).inputBack(incoming);
        });
    sums.forEach(sum -> sum.addTo(gradients)); // in their order, whoever was first
    return result;
  }
}
