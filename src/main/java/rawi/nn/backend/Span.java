package rawi.nn.backend;

/**
 * How a window slides along one axis.
 *
 * <p>A window of {@code size} places, {@code dilation} apart, covers (size - 1) dilation + 1 of the
 * axis. Of n places there are
 *
 * <pre>
 *   valid  floor((n - covered) / stride) + 1
 *   same   ceil(n / stride)
 * </pre>
 *
 * <p>With same padding, max((out - 1) stride + covered - n, 0) zeros are added, half of them,
 * rounded down, before the first place and the rest behind the last, as TensorFlow and Keras do.
 *
 * @param size places in the window
 * @param stride from one window to the next
 * @param dilation from one place of the window to its next
 */
public record Span(int size, int stride, int dilation, Padding padding) {
  public Span {
    if (size < 1 || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "window: expected size, stride and dilation of at least 1, got %d, %d and %d"
              .formatted(size, stride, dilation));
    }
  }

  /** Places of the axis between the first and the last that a window reads, both included. */
  public long covered() {
    return (size - 1L) * dilation + 1;
  }

  /** Whether a window fits on an axis of {@code n} places. */
  public boolean fits(long n) {
    return n >= 1 && (padding == Padding.SAME || n >= covered());
  }

  /** How many windows an axis of {@code n} places has. */
  public long output(long n) {
    if (!fits(n)) {
      throw new IllegalArgumentException(
          "window: it covers %d places, the axis has only %d".formatted(covered(), n));
    }
    return padding == Padding.SAME ? (n + stride - 1) / stride : (n - covered()) / stride + 1;
  }

  /** Zeros before the first place. */
  public long before(long n) {
    return added(n) / 2;
  }

  /** Zeros behind the last place. */
  public long after(long n) {
    return added(n) - before(n);
  }

  /** Zeros before and behind together. */
  long added(long n) {
    return padding == Padding.VALID ? 0 : Math.max((output(n) - 1) * stride + covered() - n, 0);
  }

  /**
   * Places at the end that no window reads, because the stride does not divide what is left: 7
   * places, a window of 3, stride 3: windows at 0 and 3, the last place is left out.
   */
  public long unread(long n) {
    return padding == Padding.SAME ? 0 : (n - covered()) % stride;
  }

  /**
   * How many places an axis has whose windows are {@code n}, where nothing else says it: the size
   * that a transposed convolution gives, n stride with same padding, n stride + max(covered -
   * stride, 0) with valid.
   */
  public long transposed(long n) {
    return padding == Padding.SAME ? n * stride : n * stride + Math.max(covered() - stride, 0);
  }
}
