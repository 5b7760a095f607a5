package rawi.nn.backend;

import java.util.ArrayList;
import java.util.List;

/**
 * Who computes recurrent passes: a large one is split over the threads by rows of its batch; small
 * ones that do not wait for each other, such as the two of a bidirectional layer, get a thread
 * each.
 */
final class CpuRecurrence {
  /** Below this many multiplications a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 4_000_000;

  private final Workers workers;

  CpuRecurrence(Workers workers) {
    this.workers = workers;
  }

  /** The passes, forward done. */
  List<RecurrentPass> passes(List<Kernels.Run> runs, Arena arena) {
    List<CpuRecurrentPass> passes = new ArrayList<>();
    for (Kernels.Run run : runs) {
      passes.add(new CpuRecurrentPass(run, shards(run), workers, arena));
    }
    long all = runs.stream().mapToLong(CpuRecurrence::multiplications).sum();
    if (all < WORTH_SHARING || passes.stream().anyMatch(p -> p.parts() > 1)) {
      passes.forEach(CpuRecurrentPass::run);
    } else {
      workers.each(passes.size(), i -> passes.get(i).run());
    }
    return List.copyOf(passes);
  }

  private int shards(Kernels.Run run) {
    return multiplications(run) < WORTH_SHARING
        ? 1
        : Math.min(workers.threads(), run.scan().batch());
  }

  private static long multiplications(Kernels.Run run) {
    RecurrentWeights weights = run.weights();
    return (long) (weights.features() + weights.units())
        * weights.kernel().size(1)
        * realSteps(run.scan());
  }

  /** Padding does not count, so that it does not change how a batch is split either. */
  private static long realSteps(Scan scan) {
    return scan.mask()
        .map(m -> m.sumNumber().longValue())
        .orElse((long) scan.batch() * scan.time());
  }
}
