package rawi.recurrent;

/** How {@link Bidirectional} puts its two outputs together, under Keras's names. */
public enum MergeMode {
  /** Side by side on the last axis. */
  CONCAT,
  /** y = a + b. */
  SUM,
  /** y = a b, element by element. */
  MUL,
  /** y = (a + b) / 2. */
  AVE,
  /** Not at all: two outputs. */
  NONE
}
