package rawi.nn;

import java.util.Optional;

/** A built layer that reads a sequence step by step. */
public interface OverTime {
  /**
   * Why it cannot read a sequence some steps at a time, as the end of a sentence; empty: it can, it
   * goes on where it stood.
   */
  Optional<String> breaksChunks();
}
