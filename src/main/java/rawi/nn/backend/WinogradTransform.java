package rawi.nn.backend;

/**
 * The transforms of Winograd's convolution F(4 x 4, 3 x 3): four outputs of three taps along an
 * axis from six products instead of twelve, so a tile of 4 x 4 outputs takes 36 products and not
 * 144 (Winograd 1980; Lavin and Gray 2016, whose points 0, 1, -1, 2, -2 these are). Arrays hold
 * many tiles and channels one after the other; each transform is along one axis.
 */
final class WinogradTransform {
  /** Outputs of a tile along an axis. */
  static final int OUT = 4;

  /** Inputs of a tile along an axis, and products. */
  static final int IN = 6;

  private WinogradTransform() {}

  /** Six inputs to what is multiplied. */
  static void input(float[][] d, float[][] t, int n) {
    edges(d[0], d[2], d[4], t[0], n);
    middle(d[1], d[2], d[3], d[4], 4, 1, t[1], t[2], n);
    middle(d[1], d[2], d[3], d[4], 1, 2, t[3], t[4], n);
    edges(d[1], d[3], d[5], t[5], n);
  }

  /** 4 a - 5 b + c. */
  private static void edges(float[] a, float[] b, float[] c, float[] t, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = 4 * a[i] - 5 * b[i] + c[i];
    }
  }

  /** (d4 - w d2) + and - v (d3 - w d1). */
  private static void middle(
      float[] d1,
      float[] d2,
      float[] d3,
      float[] d4,
      float w,
      float v,
      float[] plus,
      float[] minus,
      int n) {
    for (int i = 0; i < n; i++) {
      float even = d4[i] - w * d2[i];
      float odd = v * (d3[i] - w * d1[i]);
      plus[i] = even + odd;
      minus[i] = even - odd;
    }
  }

  /** Six products to four outputs. */
  static void output(float[][] m, float[][] y, int n) {
    even(m, y[0], y[2], n);
    odd(m, y[1], y[3], n);
  }

  private static void even(float[][] m, float[] y0, float[] y2, int n) {
    float[] m0 = m[0];
    float[] m1 = m[1];
    float[] m2 = m[2];
    float[] m3 = m[3];
    float[] m4 = m[4];
    for (int i = 0; i < n; i++) {
      float inner = m1[i] + m2[i];
      float outer = m3[i] + m4[i];
      y0[i] = m0[i] + inner + outer;
      y2[i] = inner + 4 * outer;
    }
  }

  private static void odd(float[][] m, float[] y1, float[] y3, int n) {
    float[] m1 = m[1];
    float[] m2 = m[2];
    float[] m3 = m[3];
    float[] m4 = m[4];
    float[] m5 = m[5];
    for (int i = 0; i < n; i++) {
      float inner = m1[i] - m2[i];
      float outer = m3[i] - m4[i];
      y1[i] = inner + 2 * outer;
      y3[i] = inner + 8 * outer + m5[i];
    }
  }

  /** Three taps to six: G g. */
  static double[] kernel(double a, double b, double c) {
    return new double[] {
      a / 4, -(a + b + c) / 6, -(a - b + c) / 6, a / 24 + b / 12 + c / 6, a / 24 - b / 12 + c / 6, c
    };
  }
}
