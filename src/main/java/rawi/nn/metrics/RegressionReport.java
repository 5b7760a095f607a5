package rawi.nn.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an evaluation of predicted numbers found, in the fields and order of its JSON.
 *
 * @param rows how many rows were judged
 * @param mse mean squared error
 * @param rmse its root, in the unit of the targets
 * @param mae mean absolute error
 * @param r2 {@link R2Score}
 */
public record RegressionReport(long rows, double mse, double rmse, double mae, double r2) {

  /**
   * Judges predictions.
   *
   * @param predictions (rows, n)
   * @param targets (rows, n)
   * @throws IllegalArgumentException if the shapes differ
   */
  public static RegressionReport of(INDArray predictions, INDArray targets) {
    MeanError squared = MeanError.squared();
    MeanError absolute = MeanError.absolute();
    R2Score r2 = new R2Score();
    for (OutputMetric metric : List.of(squared, absolute, r2)) {
      metric.update(predictions, targets, Optional.empty());
    }
    double mse = squared.result();
    return new RegressionReport(
        predictions.length() / predictions.size(-1),
        mse,
        Math.sqrt(mse),
        absolute.result(),
        r2.result());
  }

  /** One line. */
  public String toText() {
    return String.format(
        Locale.ROOT, "MSE %.4g  RMSE %.4g  MAE %.4g  R2 %.4f  rows %d\n", mse, rmse, mae, r2, rows);
  }
}
