package rawi.nn.backend;

/**
 * How a window slides over the height and the width of {@code (batch, height, width, channels)}.
 *
 * @param rows along the height
 * @param columns along the width
 */
public record Window(Span rows, Span columns) {
  /** The window that sees a whole plane at once. */
  public static Window whole(long height, long width) {
    return new Window(one(height), one(width));
  }

  private static Span one(long n) {
    return new Span(Math.toIntExact(n), 1, 1, Padding.VALID);
  }

  /** (batch, height, width, channels) of what the windows over such an array give. */
  long[] output(long[] input, long channels) {
    return new long[] {input[0], rows.output(input[1]), columns.output(input[2]), channels};
  }

  boolean dilated() {
    return rows.dilation() > 1 || columns.dilation() > 1;
  }
}
