package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several classifiers put together, and made honest on texts that they had not learnt (stacked
 * generalization; Wolpert 1992): p_i = softmax(Σ_m f_m z_im + b), the factors f_m and the bias of
 * each label where this is least:
 *
 * <pre>
 * Σ_i c_i / n (-log p_i[k_i]) + pull / 2n Σ_m (f_m - f⁰_m)² + 1/2000 Σ_k b_k²
 * </pre>
 *
 * n texts, c_i what text i counts for. A few texts leave the factors where they were. No factor is
 * below 0 (Breiman 1996): one classifier that corrects another fits the texts at hand, and errs on
 * texts of another kind. A ridge draws rare labels' logits down; the bias gives that back.
 *
 * @param factors of the logits of each classifier, 0 or more
 * @param bias of each label
 */
record Stacking(double[] factors, double[] bias) {
  private static final Lbfgs SOLVER = new Lbfgs(6, 200, 1e-6);

  /** Of the biases, so that a set that is all right has an end. */
  private static final double HELD = 1e-3;

  /**
   * Fits.
   *
   * @param logits of each text by each classifier: (texts, classifiers, labels)
   * @param counts what each text counts for
   * @param start f⁰, the factors that no text speaks against; above 0
   * @param pull as if so many texts spoke for f⁰
   */
  static Stacking fit(
      List<double[][]> logits, int[] classes, double[] counts, double[] start, double pull) {
    int labels = logits.get(0)[0].length;
    double[] x = new double[labels + start.length];
    for (int m = 0; m < start.length; m++) {
      x[labels + m] = Math.sqrt(start[m]);
    }
    SOLVER.minimize(
        (at, gradient) -> {
          Stacking here = of(at, labels);
          double value =
              here.heldBack(start, pull / classes.length, gradient)
                  + here.loss(logits, classes, counts, gradient);
          for (int m = labels; m < at.length; m++) {
            gradient[m] *= 2 * at[m];
          }
          return value;
        },
        x);
    return of(x, labels);
  }

  /** From the biases and the roots of the factors, which may be any numbers. */
  private static Stacking of(double[] x, int labels) {
    double[] factors = Arrays.copyOfRange(x, labels, x.length);
    Arrays.setAll(factors, m -> factors[m] * factors[m]);
    return new Stacking(factors, Arrays.copyOf(x, labels));
  }

  /** What does not depend on the texts; the gradient is written over. */
  private double heldBack(double[] start, double pull, double[] gradient) {
    double value = 0;
    for (int k = 0; k < bias.length; k++) {
      gradient[k] = HELD * bias[k];
      value += HELD * bias[k] * bias[k] / 2;
    }
    for (int m = 0; m < factors.length; m++) {
      double from = factors[m] - start[m];
      gradient[bias.length + m] = pull * from;
      value += pull * from * from / 2;
    }
    return value;
  }

  /** The mean loss of the texts; its gradient is added. */
  private double loss(List<double[][]> logits, int[] classes, double[] counts, double[] gradient) {
    double loss = 0;
    for (int i = 0; i < classes.length; i++) {
      double[][] z = logits.get(i);
      double[] p = Linear.softmax(apply(z));
      double share = counts[i] / classes.length;
      loss -= share * Math.log(Math.max(p[classes[i]], Double.MIN_NORMAL));
      for (int k = 0; k < bias.length; k++) {
        double error = share * (p[k] - (k == classes[i] ? 1 : 0));
        gradient[k] += error;
        for (int m = 0; m < factors.length; m++) {
          gradient[bias.length + m] += error * z[m][k];
        }
      }
    }
    return loss;
  }

  /** The logits of a text, from those of each classifier. */
  double[] apply(double[][] logits) {
    double[] joined = bias.clone();
    for (int m = 0; m < factors.length; m++) {
      for (int k = 0; k < joined.length; k++) {
        joined[k] += factors[m] * logits[m][k];
      }
    }
    return joined;
  }

  /** The one classifier that several are; of two labels the difference of the biases counts. */
  Linear joined(List<Linear> classifiers) {
    Linear first = classifiers.get(0);
    double[] weights = new double[first.weights().length];
    double[] biases = new double[first.bias().length];
    for (int m = 0; m < factors.length; m++) {
      add(weights, factors[m], classifiers.get(m).weights());
      add(biases, factors[m], classifiers.get(m).bias());
    }
    int skipped = bias.length - biases.length;
    IntStream.range(0, biases.length)
        .forEach(k -> biases[k] += bias[k + skipped] - (skipped == 1 ? bias[0] : 0));
    return new Linear(first.width(), weights, biases);
  }

  private static void add(double[] to, double factor, double[] theirs) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * theirs[j];
    }
  }
}
