package rawi.nn.backend;

import java.nio.FloatBuffer;

/**
 * What follows a convolution's products, on lines of pixels: z + bias, and what is added, clipped.
 *
 * @param bias (filters)
 */
record CpuFinish(float[] bias, Clip clip) {
  /** Floats that are finished at once: together with what is added they fit the second cache. */
  static final int CHUNK = 8192;

  /** The biases again and again, for at least so many numbers. */
  float[] repeated(int least) {
    float[] all = new float[(least + bias.length - 1) / bias.length * bias.length];
    for (int at = 0; at < all.length; at += bias.length) {
      System.arraycopy(bias, 0, all, at, bias.length);
    }
    return all;
  }

  /**
   * Finishes n numbers of z in place.
   *
   * @param biases of each: one index serves all arrays, which is what the compiler turns into
   *     vector code
   */
  void apply(float[] z, float[] biases, int n) {
    add(z, biases, n);
    if (clip.high() < Float.POSITIVE_INFINITY) {
      between(z, clip.low(), clip.high(), n);
    } else if (clip.low() > Float.NEGATIVE_INFINITY) {
      above(z, clip.low(), n);
    }
  }

  static void add(float[] z, float[] more, int n) {
    for (int i = 0; i < n; i++) {
      z[i] += more[i];
    }
  }

  private static void above(float[] z, float low, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.max(z[i], low);
    }
  }

  private static void between(float[] z, float low, float high, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.min(Math.max(z[i], low), high);
    }
  }

  /** What is added to an output, or nothing. */
  interface Added {
    /** Adds what stands at a place of the output to n numbers of z; uses {@code scratch}. */
    void to(float[] z, int n, int place, float[] scratch);

    static Added nothing() {
      return (z, n, place, scratch) -> {};
    }

    static Added of(FloatBuffer added) {
      return (z, n, place, scratch) -> {
        added.get(place, scratch, 0, n);
        add(z, scratch, n);
      };
    }
  }
}
