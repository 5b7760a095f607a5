package rawi.apps.sentiment.wide;

import java.util.stream.IntStream;

/**
 * Multinomial logistic regression over sparse rows, with a ridge: the least of
 *
 * <pre>
 * J(W, b) = strength Σ_i c_i (-log softmax(x_i W + b)[k_i]) + 1/2 Σ_jk (w_jk / s_jk)²
 * </pre>
 *
 * where c_i is what row i counts for, and s_jk how far weight jk is expected to go from 0 (Cox
 * 1958; Fan and others, LIBLINEAR, 2008). With two labels the first has no weights: its logit is 0.
 * The biases b are not held back. Found by {@link Lbfgs}; sums are taken in a fixed order, so that
 * one input gives one result at any number of threads.
 *
 * @param strength how much the rows weigh against the ridge
 */
record LogisticRegression(double strength) {
  private static final Lbfgs SOLVER = new Lbfgs(6, 100, 1e-2);

  /** Columns of weights that so many labels need. */
  static int columns(int labels) {
    return labels == 2 ? 1 : labels;
  }

  /**
   * Fits weights to rows.
   *
   * @param classes of the rows, from 0
   * @param counts what each row counts for
   * @param spread s, (columns, width) one column behind the other
   * @return the weights in the order of the spread, each column followed by its bias
   */
  Linear fit(SparseRows x, int[] classes, double[] counts, int labels, double[] spread) {
    int columns = columns(labels);
    Objective objective =
        new Objective(x, x.transposed(), classes, counts, columns, spread, strength);
    double[] scaled = new double[columns * (x.width() + 1)]; // w / s, then the bias
    SOLVER.minimize(objective, scaled);
    return objective.linear(scaled);
  }

  /** J, in the scaled weights w / s. */
  private record Objective(
      SparseRows x,
      SparseRows turned,
      int[] classes,
      double[] counts,
      int columns,
      double[] spread,
      double strength)
      implements Lbfgs.Smooth {

    Linear linear(double[] scaled) {
      int width = x.width();
      double[] weights = new double[columns * width];
      double[] bias = new double[columns];
      for (int k = 0; k < columns; k++) {
        for (int j = 0; j < width; j++) {
          weights[k * width + j] = scaled[k * (width + 1) + j] * spread[k * width + j];
        }
        bias[k] = scaled[k * (width + 1) + width];
      }
      return new Linear(width, weights, bias);
    }

    @Override
    public double at(double[] scaled, double[] gradient) {
      Linear linear = linear(scaled);
      int rows = x.rows();
      double[] errors = new double[columns * rows]; // strength c (p - 1[k = k_i])
      double[] losses = new double[rows];
      IntStream.range(0, rows)
          .parallel()
          .forEach(
              i -> {
                double[] p = Linear.softmax(linear.logits(x, i));
                int first = p.length - columns; // 1 where label 0 has no weights
                losses[i] = -strength * counts[i] * Math.log(Math.max(p[classes[i]], 1e-300));
                for (int k = 0; k < columns; k++) {
                  double error = p[k + first] - (classes[i] == k + first ? 1 : 0);
                  errors[k * rows + i] = strength * counts[i] * error;
                }
              });
      double value = 0;
      for (double loss : losses) {
        value += loss;
      }
      for (double w : scaled) {
        value += w * w / 2;
      }
      int width = x.width();
      for (int k = 0; k < columns; k++) {
        int at = k * (width + 1);
        int column = k;
        IntStream.range(0, width)
            .parallel()
            .forEach(
                j ->
                    gradient[at + j] =
                        spread[column * width + j] * turned.dot(j, errors, column * rows)
                            + scaled[at + j]);
        double bias = scaled[at + width];
        value -= bias * bias / 2; // the sum above held it back
        gradient[at + width] = 0;
        for (int i = 0; i < rows; i++) {
          gradient[at + width] += errors[k * rows + i];
        }
      }
      return value;
    }
  }
}
