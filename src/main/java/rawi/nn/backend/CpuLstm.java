package rawi.nn.backend;

/** {@link Cell.Lstm} with tanh and the logistic function; planes i, f, g, o. */
final class CpuLstm implements CpuCell {
  private static final int I = 0;
  private static final int F = 1;
  private static final int G = 2;
  private static final int O = 3;
  private static final int GATES = 4;
  private static final int BEFORE = 4; // kept: the cell state before the step

  @Override
  public int planes() {
    return GATES;
  }

  @Override
  public int kept() {
    return GATES + 1;
  }

  @Override
  public void forward(CpuStep step) {
    int n = step.length();
    float[] h = step.state(0);
    float[] c = step.state(1);
    step.keep(BEFORE, c);
    step.multiply(0, step.dropped(h), 0, GATES);
    float[] i = step.sums(I);
    float[] f = step.sums(F);
    float[] g = step.sums(G);
    float[] o = step.sums(O);
    Pointwise.sigmoid(i, n);
    Pointwise.sigmoid(f, n);
    Pointwise.tanh(g, n);
    Pointwise.sigmoid(o, n);
    cell(i, f, g, c, n);
    output(o, c, h, n);
    step.keep(I, i);
    step.keep(F, f);
    step.keep(G, g);
    step.keep(O, o);
  }

  static void cell(float[] i, float[] f, float[] g, float[] c, int n) {
    for (int j = 0; j < n; j++) {
      c[j] = f[j] * c[j] + i[j] * g[j];
    }
  }

  static void output(float[] o, float[] c, float[] h, int n) {
    for (int j = 0; j < n; j++) {
      h[j] = o[j] * Rational.tanh(c[j]);
    }
  }

  @Override
  public void backward(CpuStep step) {
    int n = step.length();
    float[] dh = step.state(0);
    float[] dc = step.state(1);
    float[] i = step.recall(I);
    float[] f = step.recall(F);
    float[] g = step.recall(G);
    float[] o = step.recall(O);
    float[] before = step.recall(BEFORE);
    float[] c = step.spare();
    System.arraycopy(before, 0, c, 0, n);
    cell(i, f, g, c, n);
    outputBack(o, c, dh, dc, n);
    inputBack(i, g, dc, n);
    forgetBack(f, before, dc, n);
    step.gradient(I, i);
    step.gradient(F, f);
    step.gradient(G, g);
    step.gradient(O, o);
    step.multiplyTransposed(0, GATES, dh);
    step.drop(dh);
  }

  /** dc += dh o (1 - y^2), y = tanh(c); o becomes dh y o (1 - o). */
  static void outputBack(float[] o, float[] c, float[] dh, float[] dc, int n) {
    for (int j = 0; j < n; j++) {
      float y = Rational.tanh(c[j]);
      float gate = o[j];
      float d = dh[j];
      dc[j] += d * gate * (1 - y * y);
      o[j] = d * y * gate * (1 - gate);
    }
  }

  /** i becomes dc g i (1 - i), g becomes dc i (1 - g^2). */
  static void inputBack(float[] i, float[] g, float[] dc, int n) {
    for (int j = 0; j < n; j++) {
      float gate = i[j];
      float candidate = g[j];
      float d = dc[j];
      i[j] = d * candidate * gate * (1 - gate);
      g[j] = d * gate * (1 - candidate * candidate);
    }
  }

  /** f becomes dc c f (1 - f); then dc becomes dc f, what flows to the step before. */
  static void forgetBack(float[] f, float[] before, float[] dc, int n) {
    for (int j = 0; j < n; j++) {
      float gate = f[j];
      float d = dc[j];
      f[j] = d * before[j] * gate * (1 - gate);
      dc[j] = d * gate;
    }
  }
}
