package rawi.apps.sentiment;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the seeds of one data set came to.
 *
 * @param rows of the test file
 * @param runs one a seed
 */
record SetScore(String name, int labels, int rows, List<Run> runs) {
  SetScore {
    runs = List.copyOf(runs);
  }

  /**
   * One seed.
   *
   * @param ece over ten bins
   * @param eceLow where 95 of 100 resamplings of the test rows have more
   * @param eceHigh where 95 of 100 have less
   * @param recurrentShare of the recurrent part in the joint logits
   * @param seconds of the training
   * @param megabytes of the model's file
   */
  record Run(
      long seed,
      double accuracy,
      double macroF1,
      double ece,
      double eceLow,
      double eceHigh,
      double recurrentShare,
      double seconds,
      double megabytes) {}

  double mean(ToDoubleFunction<Run> of) {
    return runs.stream().mapToDouble(of).average().orElse(0);
  }

  /** Half of the distance between the best and the worst seed. */
  private double spread(ToDoubleFunction<Run> of) {
    double least = runs.stream().mapToDouble(of).min().orElse(0);
    double most = runs.stream().mapToDouble(of).max().orElse(0);
    return (most - least) / 2;
  }

  /** One standard error of the accuracy, sqrt(p (1 - p) / rows). */
  double standardError() {
    double p = mean(Run::accuracy);
    return Math.sqrt(p * (1 - p) / rows);
  }

  static String head() {
    return "| set | labels | test rows | accuracy | macro-F1 | standard error | ECE [95 %] |"
        + " recurrent share | s | MB |\n|---|---|---|---|---|---|---|---|---|---|";
  }

  /** A row of the table, in per cent. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.1f ±%.1f | %.1f ±%.1f | %.1f | %.1f [%.1f, %.1f] | %.2f | %.0f | %.1f |",
        name,
        labels,
        rows,
        100 * mean(Run::accuracy),
        100 * spread(Run::accuracy),
        100 * mean(Run::macroF1),
        100 * spread(Run::macroF1),
        100 * standardError(),
        100 * mean(Run::ece),
        100 * mean(Run::eceLow),
        100 * mean(Run::eceHigh),
        mean(Run::recurrentShare),
        mean(Run::seconds),
        mean(Run::megabytes));
  }
}
