package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.List;

/**
 * Logits made honest on texts not learnt: softmax(factor z + bias), the factor and a bias for each
 * label where the mean of c_i (-log p_i) is least (vector scaling with one factor; Guo and others
 * 2017). A ridge draws rare labels' logits down; the bias gives that back.
 *
 * @param factor of all logits
 * @param bias of each label
 */
record VectorScaling(double factor, double[] bias) {
  private static final Lbfgs SOLVER = new Lbfgs(6, 200, 1e-6);

  /** Held to 1 and 0 as if by this many texts, so that a set that is all right has an end. */
  private static final double HELD = 1e-3;

  static VectorScaling fit(List<double[]> logits, int[] classes, double[] counts) {
    int labels = logits.get(0).length;
    double[] x = new double[labels + 1];
    x[labels] = 1;
    SOLVER.minimize((at, gradient) -> loss(logits, classes, counts, at, gradient), x);
    return new VectorScaling(x[labels], Arrays.copyOf(x, labels));
  }

  private static double loss(
      List<double[]> logits, int[] classes, double[] counts, double[] at, double[] gradient) {
    int labels = at.length - 1;
    VectorScaling here = new VectorScaling(at[labels], at);
    double loss = 0;
    for (int k = 0; k < at.length; k++) {
      double from = at[k] - (k == labels ? 1 : 0);
      gradient[k] = HELD * from;
      loss += HELD * from * from / 2;
    }
    for (int i = 0; i < classes.length; i++) {
      double[] z = logits.get(i);
      double[] p = Linear.softmax(here.apply(z));
      double share = counts[i] / classes.length;
      loss -= share * Math.log(Math.max(p[classes[i]], Double.MIN_NORMAL));
      for (int k = 0; k < labels; k++) {
        double error = share * (p[k] - (k == classes[i] ? 1 : 0));
        gradient[k] += error;
        gradient[labels] += error * z[k];
      }
    }
    return loss;
  }

  double[] apply(double[] logits) {
    double[] scaled = new double[logits.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = factor * logits[k] + bias[k];
    }
    return scaled;
  }
}
