package rawi.nn.metrics;

import java.util.Locale;

/**
 * Why a way of learning numbers errs (Geman, Bienenstock and Doursat 1992). At each point x there
 * are targets t, which scatter, and predictions y of models that learnt from different samples;
 * with the means E over targets and over models, and then over the points,
 *
 * <pre>
 * error    = E (t - y)^2              over all pairs of a target and a model
 * noise    = E (t - E t)^2            what no model could know
 * bias^2   = (E t - E y)^2            what all models get wrong together
 * variance = E (y - E y)^2            how far they differ from each other
 * error    = bias^2 + variance + noise
 * </pre>
 *
 * <p>The parts add up to the error, up to rounding, for any numbers at all: both means divide by
 * their count, and every target meets every model.
 *
 * @param error the expected squared error, computed from the pairs and not from the parts
 */
public record BiasVariance(double error, double biasSquared, double variance, double noise) {

  /**
   * The decomposition of some predictions.
   *
   * @param predictions (models, points)
   * @param targets (draws, points): observations at the same points, that no model learnt from
   * @throws IllegalArgumentException if there are none, or the points are not as many in all rows
   */
  public static BiasVariance of(double[][] predictions, double[][] targets) {
    int points = points("predictions", predictions, predictions);
    points("targets", targets, predictions);
    double error = 0;
    double biasSquared = 0;
    double variance = 0;
    double noise = 0;
    for (int point = 0; point < points; point++) {
      double[] y = column(predictions, point);
      double[] t = column(targets, point);
      double bias = mean(t) - mean(y);
      biasSquared += bias * bias;
      variance += squaredDistance(y, mean(y));
      noise += squaredDistance(t, mean(t));
      for (double target : t) {
        error += squaredDistance(y, target) / t.length;
      }
    }
    return new BiasVariance(
        error / points, biasSquared / points, variance / points, noise / points);
  }

  private static int points(String what, double[][] rows, double[][] like) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException(
          what + ": expected at least one row of at least one point");
    }
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != like[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: expected %d points in each row, got %d in row %d",
                what,
                like[0].length,
                rows[row].length,
                row));
      }
    }
    return rows[0].length;
  }

  private static double[] column(double[][] rows, int point) {
    double[] column = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      column[row] = rows[row][point];
    }
    return column;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The mean of (value - from)^2. */
  private static double squaredDistance(double[] values, double from) {
    double sum = 0;
    for (double value : values) {
      sum += (value - from) * (value - from);
    }
    return sum / values.length;
  }
}
