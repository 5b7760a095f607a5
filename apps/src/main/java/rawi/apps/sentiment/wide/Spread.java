package rawi.apps.sentiment.wide;

/**
 * How far each weight may go from 0, from how an n-gram is shared out among the labels:
 *
 * <pre>
 * r_jk = | log( (1 + n_jk) / (2 + N_k)  /  ((1 + n_j - n_jk) / (2 + N - N_k)) |
 * s_jk = r_jk^power, times one number that makes Σ_ij x_ij² s_jk² what it is for s = 1
 * </pre>
 *
 * N_k texts of label k, n_jk of them with n-gram j: the log-count ratio of Wang and Manning (2012).
 */
final class Spread {
  private Spread() {}

  /** s, (columns, width), one column behind the other, for {@link LogisticRegression}. */
  static double[] of(SparseRows x, int[] classes, int labels, double power) {
    int columns = LogisticRegression.columns(labels);
    int width = x.width();
    double[] spread = new double[columns * width];
    double[] squares = new double[width];
    int[] all = new int[width];
    for (int e = 0; e < x.columns().length; e++) {
      squares[x.columns()[e]] += x.values()[e] * x.values()[e];
      all[x.columns()[e]]++;
    }
    for (int k = 0; k < columns; k++) {
      column(x, classes, k + labels - columns, power, all, squares, spread, k * width);
    }
    return spread;
  }

  private static void column(
      SparseRows x,
      int[] classes,
      int label,
      double power,
      int[] all,
      double[] squares,
      double[] spread,
      int at) {
    int[] theirs = new int[x.width()];
    int rows = 0;
    for (int i = 0; i < x.rows(); i++) {
      if (classes[i] == label) {
        rows++;
        for (int e = x.starts()[i]; e < x.starts()[i + 1]; e++) {
          theirs[x.columns()[e]]++;
        }
      }
    }
    double before = 0;
    double after = 0;
    for (int j = 0; j < x.width(); j++) {
      double here = (1.0 + theirs[j]) / (2.0 + rows);
      double elsewhere = (1.0 + all[j] - theirs[j]) / (2.0 + x.rows() - rows);
      spread[at + j] = Math.pow(Math.abs(Math.log(here / elsewhere)), power);
      before += squares[j];
      after += squares[j] * spread[at + j] * spread[at + j];
    }
    double factor = after > 0 ? Math.sqrt(before / after) : 1;
    for (int j = 0; j < x.width(); j++) {
      spread[at + j] *= factor;
    }
  }
}
