package rawi.apps.bench;

import java.util.Arrays;

/**
 * Times a piece of work: warm-up first, then samples until the budget is used.
 *
 * @param warmUpSeconds work done before the first sample
 * @param seconds time spent on samples
 * @param leastSamples taken even if the budget is used
 */
record Timing(double warmUpSeconds, double seconds, int leastSamples) {
  /** Enough for a median that repeats within a few per cent on a quiet machine. */
  static final Timing STANDARD = new Timing(3, 4, 15);

  /**
   * What was measured, in milliseconds.
   *
   * @param minimum the quickest sample
   */
  record Result(double median, double minimum, int samples) {}

  Result measure(Runnable work) {
    long start = System.nanoTime();
    for (int i = 0; i < 3 || since(start) < warmUpSeconds; i++) {
      work.run();
    }
    double[] samples = new double[64];
    int n = 0;
    start = System.nanoTime();
    while (n < leastSamples || since(start) < seconds) {
      long before = System.nanoTime();
      work.run();
      if (n == samples.length) {
        samples = Arrays.copyOf(samples, 2 * n);
      }
      samples[n++] = since(before) * 1e3;
    }
    double[] sorted = Arrays.copyOf(samples, n);
    Arrays.sort(sorted);
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Result(median, sorted[0], n);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
