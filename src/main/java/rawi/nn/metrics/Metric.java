package rawi.nn.metrics;

/**
 * A value built up batch by batch. One {@code Metric} belongs to one thread: it holds the running
 * sums.
 */
public interface Metric {
  /**
   * The name under which histories and progress lines show this metric, such as {@code accuracy}.
   */
  String name();

  /** The value over everything seen since the last {@link #reset}; 0 when nothing was seen. */
  double result();

  /** Forgets everything seen, as at the start of an epoch. */
  void reset();
}
