package rawi.nn.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far the confidence of a classifier is from how often it is right. The rows are put into M
 * bins of equal width by the probability of the predicted class, bin m taking the confidences in
 * ((m-1)/M, m/M]; then
 *
 * <pre>
 * ECE = sum_m |B_m| / n * |acc(B_m) - conf(B_m)|        MCE = max_m |acc(B_m) - conf(B_m)|
 * </pre>
 *
 * <p>(Guo, Pleiss, Sun and Weinberger, 2017, equations 3 and 5).
 *
 * @param expected the expected calibration error, 0 to 1
 * @param maximum the gap of the worst bin that holds a row, 0 to 1
 * @param table the reliability table: every bin in order, empty ones too
 */
public record CalibrationError(double expected, double maximum, List<Bin> table) {
  /** The number of bins where none is given. */
  public static final int DEFAULT_BINS = 10;

  /**
   * One bin of the reliability table.
   *
   * @param from the lower edge, not in the bin (but a confidence of 0 is in the first)
   * @param to the upper edge, in the bin
   * @param rows how many rows fell into it
   * @param accuracy the share of them that is right; 0 in an empty bin
   * @param confidence the mean probability of their predicted class; 0 in an empty bin
   */
  public record Bin(double from, double to, long rows, double accuracy, double confidence) {
    /** |accuracy - confidence|. */
    public double gap() {
      return Math.abs(accuracy - confidence);
    }
  }

  public CalibrationError {
    table = List.copyOf(table);
  }

  /** The calibration error over {@value #DEFAULT_BINS} bins. */
  public static CalibrationError of(double[][] probabilities, int[] labels) {
    return of(probabilities, labels, DEFAULT_BINS);
  }

  /**
   * The calibration error of the rows given.
   *
   * @param probabilities (rows, classes), each row summing to 1
   * @param labels (rows): the id of the true class
   * @throws IllegalArgumentException naming the row, when the input is not that; when bins < 1
   */
  public static CalibrationError of(double[][] probabilities, int[] labels, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "expected 1 or more calibration bins, got %d", bins));
    }
    var rows = new ScoredRows(probabilities, labels).requireProbabilities();
    long[] count = new long[bins];
    long[] right = new long[bins];
    double[] confidence = new double[bins];
    for (int row = 0; row < rows.rows(); row++) {
      int predicted = rows.predicted(row);
      double p = rows.scores(row)[predicted];
      int bin = bin(p, bins);
      count[bin]++;
      confidence[bin] += p;
      right[bin] += predicted == rows.label(row) ? 1 : 0;
    }
    return of(rows.rows(), count, right, confidence);
  }

  private static CalibrationError of(int rows, long[] count, long[] right, double[] confidence) {
    int bins = count.length;
    var table = new ArrayList<Bin>();
    double expected = 0;
    double maximum = 0;
    for (int m = 0; m < bins; m++) {
      double share = Math.max(count[m], 1);
      var bin =
          new Bin(
              (double) m / bins,
              (m + 1.0) / bins,
              count[m],
              right[m] / share,
              confidence[m] / share);
      table.add(bin);
      expected += bin.gap() * bin.rows() / rows;
      maximum = Math.max(maximum, bin.gap());
    }
    return new CalibrationError(expected, maximum, table);
  }

  /** The bin of a confidence; multiplication alone would misplace some that lie on an edge. */
  private static int bin(double confidence, int bins) {
    int bin = Math.min((int) (confidence * bins), bins - 1);
    while (bin > 0 && confidence <= (double) bin / bins) {
      bin--;
    }
    while (bin < bins - 1 && confidence > (bin + 1.0) / bins) {
      bin++;
    }
    return bin;
  }
}
