package rawi.apps.sentiment.wide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear classifiers that {@link Stacking} puts together: {@link LogisticRegression} with one
 * ridge for every n-gram, the same with weights that may go further the more an n-gram's share
 * differs between the labels ({@link Spread}), and a {@link NaiveBayes} for each block of n-grams.
 * They err on different texts.
 *
 * @param blocks of the n-grams
 */
record Classifiers(WideTraining.Options options, byte[] blocks, int labels) {
  private static final double RIDGE = 0.5; // of both regressions: their mean
  private static final double BAYES = 0.03; // their logits are some ten times larger

  /** What they count for before any text has spoken. */
  double[] start() {
    double[] start = new double[2 + Ngrams.BLOCKS];
    Arrays.fill(start, BAYES);
    start[0] = RIDGE;
    start[1] = RIDGE;
    return start;
  }

  /**
   * Fits all of them to rows.
   *
   * @param counts what each row counts for in the regressions
   */
  List<Linear> fit(SparseRows x, int[] classes, double[] counts) {
    List<Linear> fitted = new ArrayList<>();
    for (double power : new double[] {0, options.power()}) {
      double[] spread = Spread.of(x, classes, labels, power);
      fitted.add(
          new LogisticRegression(options.strength()).fit(x, classes, counts, labels, spread));
    }
    fitted.addAll(new NaiveBayes(options.smoothing()).fit(x, classes, labels, blocks));
    return fitted;
  }
}
