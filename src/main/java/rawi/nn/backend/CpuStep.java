package rawi.nn.backend;

/**
 * One step forward as its {@link CpuCell} sees it: arrays of (rows, units), flat, and the products
 * with the recurrent kernel.
 */
interface CpuStep {
  /** How many elements of each array count. */
  int length();

  /** State {@code i}, or, on the way back, its gradient. */
  float[] state(int i);

  /** An array for the cell to use. */
  float[] spare();

  /** h as U sees it: times the recurrent dropout, in an array of its own if there is any. */
  float[] dropped(float[] h);

  /** Adds values times U to planes [from, to); the values are factor {@code i}. */
  void multiply(int i, float[] values, int from, int to);

  /** The weighted sums of plane {@code p}, in its array. */
  float[] sums(int p);

  /** Takes down the {@code i}-th array that the backward pass needs of this step. */
  void keep(int i, float[] values);
}
