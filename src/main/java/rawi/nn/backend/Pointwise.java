package rawi.nn.backend;

/**
 * Loops over the first n elements of flat arrays that more than one cell needs.
 *
 * <p>They are what C2 turns into vector code: plain arrays, one index for all of them, and at most
 * two {@link Rational} functions each. With two indices it cannot tell that a store does not change
 * what a later turn loads; from three functions on the loop is too large to be unrolled, and runs
 * thirty times slower.
 */
final class Pointwise {
  private Pointwise() {}

  static void sigmoid(float[] a, int n) {
    for (int j = 0; j < n; j++) {
      a[j] = Rational.sigmoid(a[j]);
    }
  }

  static void tanh(float[] a, int n) {
    for (int j = 0; j < n; j++) {
      a[j] = Rational.tanh(a[j]);
    }
  }

  static void product(float[] a, float[] b, float[] into, int n) {
    for (int j = 0; j < n; j++) {
      into[j] = a[j] * b[j];
    }
  }

  /** into += a. */
  static void add(float[] a, float[] into, int n) {
    for (int j = 0; j < n; j++) {
      into[j] += a[j];
    }
  }

  /**
   * Brings each number nearer to 0 by {@code tiny}, and those that are closer to 0. What shrinks
   * from step to step would otherwise end among the subnormal numbers, below 1.2e-38, with which
   * some processors calculate a hundred times more slowly. Numbers 2^25 times larger than {@code
   * tiny} stay as they are to the last bit.
   */
  static void dropVanished(float[] a, float tiny, int n) {
    float below = -tiny;
    for (int j = 0; j < n; j++) {
      a[j] -= Math.max(below, Math.min(a[j], tiny));
    }
  }

  /** h becomes z h + (1 - z) g. */
  static void blend(float[] z, float[] g, float[] h, int n) {
    for (int j = 0; j < n; j++) {
      h[j] = g[j] + z[j] * (h[j] - g[j]);
    }
  }

  /**
   * The way back through {@link #blend} and through the activations before it: z becomes dh (h - g)
   * z (1 - z), g becomes dh (1 - z) (1 - g^2), dh becomes dh z.
   *
   * @param h the state before the step
   */
  static void blendBack(float[] z, float[] g, float[] h, float[] dh, int n) {
    for (int j = 0; j < n; j++) {
      float d = dh[j];
      float gate = z[j];
      float candidate = g[j];
      z[j] = d * (h[j] - candidate) * gate * (1 - gate);
      g[j] = d * (1 - gate) * (1 - candidate * candidate);
      dh[j] = d * gate;
    }
  }
}
