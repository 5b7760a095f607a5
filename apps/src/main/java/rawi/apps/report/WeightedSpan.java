package rawi.apps.report;

/**
 * A piece of a text and what it did to the prediction.
 *
 * @param start first UTF-16 unit
 * @param end unit after the last
 * @param weight above 0: pushed towards the predicted label; below 0: against it
 */
public record WeightedSpan(int start, int end, double weight) {
  /**
   * @throws IllegalArgumentException if the span is empty or begins before the text
   */
  public WeightedSpan {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "span: expected 0 <= start < end, got start " + start + ", end " + end);
    }
  }
}
