package rawi.embeddings.training;

/**
 * The loops in which training spends its time. Every row is an array of its own and all arrays of a
 * loop share one index: Java's compiler turns those that change rows into vector code, as long as
 * their bodies are small. It does not reorder sums of floats, so products of rows stay scalar; they
 * are quick by adding up six or twelve sums side by side.
 */
final class Loops {
  /** Targets that are worked on together. */
  static final int TARGETS = 6;

  private static final int SIGMOID_STEPS = 4096;
  private static final float SIGMOID_END = 8;
  private static final float[] SIGMOID = sigmoids();

  private Loops() {}

  /** products[k] = x . t[from + k] for the six targets from {@code from} on. */
  static void products(float[] x, float[][] t, int from, float[] products) {
    float[] t0 = t[from];
    float[] t1 = t[from + 1];
    float[] t2 = t[from + 2];
    float[] t3 = t[from + 3];
    float[] t4 = t[from + 4];
    float[] t5 = t[from + 5];
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    for (int j = 0; j < x.length; j++) {
      float a = x[j];
      s0 = Math.fma(a, t0[j], s0);
      s1 = Math.fma(a, t1[j], s1);
      s2 = Math.fma(a, t2[j], s2);
      s3 = Math.fma(a, t3[j], s3);
      s4 = Math.fma(a, t4[j], s4);
      s5 = Math.fma(a, t5[j], s5);
    }
    products[0] = s0;
    products[1] = s1;
    products[2] = s2;
    products[3] = s3;
    products[4] = s4;
    products[5] = s5;
  }

  /**
   * The same for two rows at once; its body stays apart from that for one, since a shared one would
   * keep fewer sums in registers: products[k] = x . t[from + k] and products[6 + k] = y . t[from +
   * k].
   */
  static void products(float[] x, float[] y, float[][] t, int from, float[] products) {
    float[] t0 = t[from];
    float[] t1 = t[from + 1];
    float[] t2 = t[from + 2];
    float[] t3 = t[from + 3];
    float[] t4 = t[from + 4];
    float[] t5 = t[from + 5];
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    float s8 = 0;
    float s9 = 0;
    float s10 = 0;
    float s11 = 0;
    for (int j = 0; j < x.length; j++) {
      float a = x[j];
      float b = y[j];
      float c0 = t0[j];
      float c1 = t1[j];
      float c2 = t2[j];
      float c3 = t3[j];
      float c4 = t4[j];
      float c5 = t5[j];
      s0 = Math.fma(a, c0, s0);
      s1 = Math.fma(a, c1, s1);
      s2 = Math.fma(a, c2, s2);
      s3 = Math.fma(a, c3, s3);
      s4 = Math.fma(a, c4, s4);
      s5 = Math.fma(a, c5, s5);
      s6 = Math.fma(b, c0, s6);
      s7 = Math.fma(b, c1, s7);
      s8 = Math.fma(b, c2, s8);
      s9 = Math.fma(b, c3, s9);
      s10 = Math.fma(b, c4, s10);
      s11 = Math.fma(b, c5, s11);
    }
    products[0] = s0;
    products[1] = s1;
    products[2] = s2;
    products[3] = s3;
    products[4] = s4;
    products[5] = s5;
    products[6] = s6;
    products[7] = s7;
    products[8] = s8;
    products[9] = s9;
    products[10] = s10;
    products[11] = s11;
  }

  /** d += sum of g_k t_k, then t_k += g_k x, for the three targets from {@code from} on. */
  static void update(float[] x, float[] d, float[][] t, int from, float g0, float g1, float g2) {
    float[] t0 = t[from];
    float[] t1 = t[from + 1];
    float[] t2 = t[from + 2];
    for (int j = 0; j < x.length; j++) {
      float a = x[j];
      float b0 = t0[j];
      float b1 = t1[j];
      float b2 = t2[j];
      d[j] += g0 * b0 + g1 * b1 + g2 * b2;
      t0[j] = b0 + g0 * a;
      t1[j] = b1 + g1 * a;
      t2[j] = b2 + g2 * a;
    }
  }

  /** x += d. */
  static void add(float[] x, float[] d) {
    for (int j = 0; j < x.length; j++) {
      x[j] += d[j];
    }
  }

  static void scale(float[] x, float by) {
    for (int j = 0; j < x.length; j++) {
      x[j] *= by;
    }
  }

  /** 1 / (1 + exp(-z)), from a table of steps of 1/256; 0 or 1 beyond 8. */
  static float sigmoid(float z) {
    if (z >= SIGMOID_END) {
      return 1;
    }
    if (z <= -SIGMOID_END) {
      return 0;
    }
    return SIGMOID[(int) ((z + SIGMOID_END) * (SIGMOID_STEPS / (2 * SIGMOID_END)))];
  }

  private static float[] sigmoids() {
    float[] table = new float[SIGMOID_STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      double z = (i + 0.5) * 2 * SIGMOID_END / SIGMOID_STEPS - SIGMOID_END;
      table[i] = (float) (1 / (1 + Math.exp(-z)));
    }
    return table;
  }
}
