package rawi.apps.report;

/**
 * One bar of a reliability diagram: the rows whose highest probability lies in [from, to). A model
 * is calibrated where the accuracy of a bin equals its confidence (Guo et al., 2017, "On
 * Calibration of Modern Neural Networks").
 *
 * @param count rows in the bin; with 0 the two means are not read
 * @param confidence mean of the highest probability
 * @param accuracy fraction of the rows that are right
 */
public record CalibrationBin(
    double from, double to, long count, double confidence, double accuracy) {
  /**
   * @throws IllegalArgumentException if the bin is not a part of [0, 1]
   */
  public CalibrationBin {
    if (!(0 <= from && from < to && to <= 1) || count < 0) {
      throw new IllegalArgumentException(
          "calibration bin: expected 0 <= from < to <= 1 and a count of 0 or more, got from %s to %s, count %s"
              .formatted(from, to, count));
    }
  }
}
