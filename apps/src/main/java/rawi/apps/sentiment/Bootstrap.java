package rawi.apps.sentiment;

import java.util.Arrays;
import java.util.SplittableRandom;
import rawi.nn.metrics.CalibrationError;

/**
 * An interval for the expected calibration error of few rows, by drawing as many of them again and
 * again, with replacement (Efron 1979). The error of a resampling is drawn upwards, as each bin's
 * chance adds to it: the interval is wide rather than narrow.
 *
 * @param low 2.5 of 100 resamplings have less
 * @param high 2.5 of 100 have more
 */
record Bootstrap(double low, double high) {
  private static final int DRAWS = 1000;
  private static final double OUTSIDE = 0.025;

  static Bootstrap ofCalibration(double[][] probabilities, int[] labels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] errors = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[][] p = new double[labels.length][];
      int[] k = new int[labels.length];
      for (int i = 0; i < k.length; i++) {
        int drawn = random.nextInt(k.length);
        p[i] = probabilities[drawn];
        k[i] = labels[drawn];
      }
      errors[draw] = CalibrationError.of(p, k).expected();
    }
    Arrays.sort(errors);
    int skipped = (int) (OUTSIDE * DRAWS);
    return new Bootstrap(errors[skipped], errors[DRAWS - 1 - skipped]);
  }
}
