package rawi.nn.backend;

/** What stands beyond the edge of what a window slides over, in Keras's words. */
public enum Padding {
  /** Nothing: the window stays inside. */
  VALID,
  /** As many zeros as let the window begin at every stride-th place: the size is in / stride. */
  SAME
}
