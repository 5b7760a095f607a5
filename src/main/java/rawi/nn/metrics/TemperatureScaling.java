package rawi.nn.metrics;

import java.util.Locale;

/**
 * Makes confidences honest without changing a decision: softmax(z / T) with one temperature T
 * fitted on validation rows (Guo, Pleiss, Sun and Weinberger, 2017, section 4.2). T above 1 softens
 * an over-confident classifier, T below 1 sharpens a timid one.
 *
 * @param temperature T, from {@link #LOWEST} to {@link #HIGHEST}
 */
public record TemperatureScaling(double temperature) {
  /** The sharpest scaling: what {@link #fit} gives when every row is right. */
  public static final double LOWEST = 0.1;

  /** The softest scaling: what {@link #fit} gives when the scores are no better than chance. */
  public static final double HIGHEST = 100;

  public TemperatureScaling {
    if (!(temperature >= LOWEST && temperature <= HIGHEST)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a temperature from %s to %s, got %s",
              LOWEST,
              HIGHEST,
              temperature));
    }
  }

  /** Leaves every score as it is: T = 1. */
  public static TemperatureScaling none() {
    return new TemperatureScaling(1);
  }

  /**
   * The temperature with the lowest mean negative log likelihood of softmax(z / T).
   *
   * <p>In b = 1/T that likelihood is convex, its slope being mean(E_p[z] - z_y) with p = softmax(b
   * z); the zero of the slope is found by bisection over log b, so one input gives one result to
   * the last bit. When it lies outside of the bounds the nearer bound is the result: {@link
   * #LOWEST} on data whose every row is right (the likelihood then rises without end as T goes to
   * 0), {@link #HIGHEST} where the scores mislead. Where T changes nothing (all scores of each row
   * equal) it stays 1.
   *
   * @param logits (rows, classes), finite
   * @param labels (rows): the id of the true class
   * @throws IllegalArgumentException naming the row, when the input is not that or is empty
   */
  public static TemperatureScaling fit(double[][] logits, int[] labels) {
    var rows = new ScoredRows(logits, labels).requireFinite();
    if (allRowsFlat(rows)) {
      return none();
    }
    double low = Math.log(1 / HIGHEST);
    double high = Math.log(1 / LOWEST);
    if (slope(rows, Math.exp(low)) >= 0) {
      return new TemperatureScaling(HIGHEST);
    }
    if (slope(rows, Math.exp(high)) <= 0) {
      return new TemperatureScaling(LOWEST);
    }
    double middle = (low + high) / 2;
    while (middle > low && middle < high) {
      if (slope(rows, Math.exp(middle)) < 0) {
        low = middle;
      } else {
        high = middle;
      }
      middle = (low + high) / 2;
    }
    return new TemperatureScaling(Math.min(HIGHEST, Math.max(LOWEST, Math.exp(-middle))));
  }

  private static boolean allRowsFlat(ScoredRows rows) {
    for (int row = 0; row < rows.rows(); row++) {
      for (double z : rows.scores(row)) {
        if (z != rows.scores(row)[0]) {
          return false;
        }
      }
    }
    return true;
  }

  /** d NLL / db at b = 1/T. */
  private static double slope(ScoredRows rows, double b) {
    double sum = 0;
    for (int row = 0; row < rows.rows(); row++) {
      double[] z = rows.scores(row);
      double most = z[rows.predicted(row)];
      double weights = 0;
      double weighted = 0;
      for (double value : z) {
        double weight = Math.exp(b * (value - most));
        weights += weight;
        weighted += weight * (value - most);
      }
      sum += weighted / weights - (z[rows.label(row)] - most);
    }
    return sum / rows.rows();
  }

  /** Whether T stands at a bound, so that the data did not determine it. */
  public boolean atBound() {
    return temperature == LOWEST || temperature == HIGHEST;
  }

  /** z / T. */
  public double[] apply(double[] logits) {
    double[] scaled = new double[logits.length];
    for (int c = 0; c < scaled.length; c++) {
      scaled[c] = logits[c] / temperature;
    }
    return scaled;
  }

  /** softmax(z / T): the calibrated probabilities of one row, in the same order as the logits. */
  public double[] probabilities(double[] logits) {
    double[] p = apply(logits);
    double most = Double.NEGATIVE_INFINITY;
    for (double z : p) {
      most = Math.max(most, z);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /** {@link #probabilities(double[])} of every row. */
  public double[][] probabilities(double[][] logits) {
    double[][] p = new double[logits.length][];
    for (int row = 0; row < p.length; row++) {
      p[row] = probabilities(logits[row]);
    }
    return p;
  }
}
