package rawi.nn.training;

/** Examples, given out in batches. */
public interface Dataset {
  /** How many examples one epoch holds. */
  int examples();

  /** The batches of one epoch; the same number gives the same batches in the same order. */
  Iterable<Batch> epoch(int epoch);
}
