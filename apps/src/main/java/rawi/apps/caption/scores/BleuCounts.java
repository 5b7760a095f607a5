package rawi.apps.caption.scores;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What BLEU counts (Papineni and others 2002), of one caption or of many together. For each n from
 * 1 to 4 the runs of n tokens and how many of them match: no run matches more often than it occurs
 * in the reference that has it most often. And two lengths: the caption's, and that of the
 * reference nearest to it in length, the shorter of two equally near.
 *
 * <p>BLEU-n = b (p1 ... pn)^(1/n) with the precision pk = matches/runs of length k and the brevity
 * penalty b = min(1, e^(1 - references/captions)), without smoothing: 0 as soon as one pk is. Equal
 * to sacrebleu's {@code tokenize=none, smooth_method=none} with that maximal n, over 100.
 */
final class BleuCounts {
  static final int ORDERS = 4;

  private final long[] matches = new long[ORDERS];
  private final long[] runs = new long[ORDERS];
  private long length;
  private long nearest;

  /** Counts of nothing. */
  BleuCounts() {}

  BleuCounts(List<String> caption, List<List<String>> references) {
    for (int n = 1; n <= ORDERS; n++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : references) {
        Ngrams.of(reference, n).forEach((run, count) -> most.merge(run, count, Math::max));
      }
      for (Map.Entry<List<String>, Integer> run : Ngrams.of(caption, n).entrySet()) {
        matches[n - 1] += Math.min(run.getValue(), most.getOrDefault(run.getKey(), 0));
        runs[n - 1] += run.getValue();
      }
    }
    length = caption.size();
    nearest =
        references.stream()
            .map(List::size)
            .min(
                Comparator.comparing((Integer size) -> Math.abs(size - caption.size()))
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
  }

  void add(BleuCounts other) {
    for (int n = 0; n < ORDERS; n++) {
      matches[n] += other.matches[n];
      runs[n] += other.runs[n];
    }
    length += other.length;
    nearest += other.nearest;
  }

  /** BLEU-n, 0 to 1. */
  double bleu(int n) {
    double logs = 0;
    for (int k = 0; k < n; k++) {
      if (matches[k] == 0) {
        return 0;
      }
      logs += Math.log((double) matches[k] / runs[k]);
    }
    double brevity = length < nearest ? 1 - (double) nearest / length : 0;
    return Math.exp(brevity + logs / n);
  }
}
