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
   * Rounds to multiples of {@code tiny}, a power of two, so that what is smaller than half of it
   * becomes 0. What shrinks from step to step would otherwise end among the subnormal numbers,
   * below 1.2e-38, with which some processors calculate a hundred times more slowly.
   *
   * <p>A float32 has 24 bits: in a sum with 2^24 tiny what is smaller than tiny is lost, and does
   * not come back. Numbers 2^50 times larger than {@code tiny} stay as they are to the last bit,
   * smaller ones may change by one unit in it. Two additions, where a comparison takes C2 seven
   * instructions: the least of two floats has to mind NaN and the sign of zero.
   */
  static void dropVanished(float[] a, float tiny, int n) {
    float large = tiny * (1 << 24);
    for (int j = 0; j < n; j++) {
      a[j] = a[j] + large - large;
    }
  }

  /**
   * The same for what is multiplied by a factor near 1 from step to step: rounding alone would
   * bring it back to where it was for ever. It is brought nearer to 0 by {@code tiny} first: |x +
   * h| - |x - h| is 2 h with the sign of x, wherever x is larger than h. An infinity becomes NaN.
   */
  static void fade(float[] a, float tiny, int n) {
    float large = tiny * (1 << 24);
    float half = tiny / 2;
    for (int j = 0; j < n; j++) {
      float x = a[j];
      a[j] = x - (Math.abs(x + half) - Math.abs(x - half)) + large - large;
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

  /** Multiplies the elements [from, to). */
  static void scale(float[] a, float factor, int from, int to) {
    for (int j = from; j < to; j++) {
      a[j] *= factor;
    }
  }

  /** The inner product of the elements [from, to), in four sums: one would wait for itself. */
  static float dot(float[] a, float[] b, int from, int to) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = from;
    for (; j < to - 3; j += 4) {
      s0 += a[j] * b[j];
      s1 += a[j + 1] * b[j + 1];
      s2 += a[j + 2] * b[j + 2];
      s3 += a[j + 3] * b[j + 3];
    }
    for (; j < to; j++) {
      s0 += a[j] * b[j];
    }
    return s0 + s1 + (s2 + s3);
  }
}
