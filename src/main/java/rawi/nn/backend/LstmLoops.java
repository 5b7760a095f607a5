package rawi.nn.backend;

/**
 * The pointwise equations of {@link Cell.Lstm}, over elements [from, to) of flat arrays.
 *
 * <p>These loops are what C2 turns into vector code: plain arrays, and one index for all of them.
 * With two it cannot tell that a store does not change what a later turn loads.
 */
final class LstmLoops {
  private LstmLoops() {}

  static void sigmoid(float[] a, int from, int to) {
    for (int j = from; j < to; j++) {
      a[j] = Rational.sigmoid(a[j]);
    }
  }

  static void tanh(float[] a, int from, int to) {
    for (int j = from; j < to; j++) {
      a[j] = Rational.tanh(a[j]);
    }
  }

  static void cell(float[] i, float[] f, float[] g, float[] before, float[] c, int from, int to) {
    for (int j = from; j < to; j++) {
      c[j] = f[j] * before[j] + i[j] * g[j];
    }
  }

  static void output(float[] o, float[] c, float[] y, float[] h, int from, int to) {
    for (int j = from; j < to; j++) {
      float t = Rational.tanh(c[j]);
      y[j] = t;
      h[j] = o[j] * t;
    }
  }

  /** dc += dh o (1 - y^2); o becomes dh y o (1 - o). */
  static void outputBack(float[] o, float[] y, float[] dh, float[] dc, int from, int to) {
    for (int j = from; j < to; j++) {
      float t = y[j];
      float gate = o[j];
      float d = dh[j];
      dc[j] += d * gate * (1 - t * t);
      o[j] = d * t * gate * (1 - gate);
    }
  }

  /** i becomes dc g i (1 - i), g becomes dc i (1 - g^2). */
  static void inputBack(float[] i, float[] g, float[] dc, int from, int to) {
    for (int j = from; j < to; j++) {
      float gate = i[j];
      float candidate = g[j];
      float d = dc[j];
      i[j] = d * candidate * gate * (1 - gate);
      g[j] = d * gate * (1 - candidate * candidate);
    }
  }

  /** f becomes dc c f (1 - f); then dc becomes dc f, what flows to the step before. */
  static void forgetBack(float[] f, float[] before, float[] dc, int from, int to) {
    for (int j = from; j < to; j++) {
      float gate = f[j];
      float d = dc[j];
      f[j] = d * before[j] * gate * (1 - gate);
      dc[j] = d * gate;
    }
  }

  static void add(float[] sums, float[] d, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] += d[j];
    }
  }
}
