package rawi.nn.metrics;

import java.util.Locale;

/**
 * Scores of a batch beside its true classes, checked to fit each other: the one place where the
 * metrics look at what they are given.
 */
final class ScoredRows {
  /** How far a row of float32 probabilities may be from summing to 1 by rounding alone. */
  private static final double SUM_TOLERANCE = 1e-3;

  private final double[][] scores;
  private final int[] labels;

  /** Checks lengths, label ids and that no score is NaN. */
  ScoredRows(double[][] scores, int[] labels) {
    if (scores.length != labels.length) {
      throw refused(
          "expected as many labels as rows of scores, got %d labels for %d rows",
          labels.length, scores.length);
    }
    this.scores = scores;
    this.labels = labels;
    for (int row = 0; row < scores.length; row++) {
      check(row);
    }
  }

  private void check(int row) {
    double[] values = scores[row];
    if (values.length < 2 || values.length != scores[0].length) {
      throw refused(
          "row %d has %d scores, expected %s",
          row,
          values.length,
          values.length < 2 ? "one a class, two or more" : scores[0].length + " as in row 0");
    }
    if (labels[row] < 0 || labels[row] >= values.length) {
      throw refused(
          "row %d has the true class %d, expected 0 to %d", row, labels[row], values.length - 1);
    }
    for (int c = 0; c < values.length; c++) {
      if (Double.isNaN(values[c])) {
        throw refused("row %d: the score of class %d is NaN, expected a number", row, c);
      }
    }
  }

  /** Also checks that there are rows and that each is a probability distribution. */
  ScoredRows requireProbabilities() {
    requireRows();
    for (int row = 0; row < scores.length; row++) {
      double sum = 0;
      for (double p : scores[row]) {
        sum += p;
        if (p < 0 || p > 1 + SUM_TOLERANCE) {
          throw refused("row %d holds %s, expected probabilities from 0 to 1", row, p);
        }
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw refused("row %d sums to %s, expected probabilities that sum to 1", row, sum);
      }
    }
    return this;
  }

  /** Also checks that there are rows and that every score is finite. */
  ScoredRows requireFinite() {
    requireRows();
    for (int row = 0; row < scores.length; row++) {
      for (double z : scores[row]) {
        if (Double.isInfinite(z)) {
          throw refused("row %d holds %s, expected finite logits", row, z);
        }
      }
    }
    return this;
  }

  /** Also checks that there are rows. */
  ScoredRows requireRows() {
    if (scores.length == 0) {
      throw refused("expected at least one row, got none");
    }
    return this;
  }

  int rows() {
    return scores.length;
  }

  double[] scores(int row) {
    return scores[row];
  }

  int label(int row) {
    return labels[row];
  }

  /** The class with the highest score, the first of equal ones. */
  int predicted(int row) {
    double[] values = scores[row];
    int best = 0;
    for (int c = 1; c < values.length; c++) {
      if (values[c] > values[best]) {
        best = c;
      }
    }
    return best;
  }

  /** How many classes go before the true one; of equal scores the first class does. */
  int rank(int row) {
    double[] values = scores[row];
    int label = labels[row];
    int before = 0;
    for (int c = 0; c < values.length; c++) {
      if (values[c] > values[label] || (c < label && values[c] == values[label])) {
        before++;
      }
    }
    return before;
  }

  private static IllegalArgumentException refused(String format, Object... values) {
    return new IllegalArgumentException(String.format(Locale.ROOT, format, values));
  }
}
