package rawi.nn.backend;

/**
 * {@link Cell.Gru} with tanh and the logistic function, r after the product. Planes z and r are
 * sums of x and h; plane p is h U + b' alone, and g, before tanh, x W + b alone.
 */
final class CpuGruResetAfter implements CpuCell {
  private static final int Z = 0;
  private static final int R = 1;
  private static final int P = 2;
  private static final int G = 3;
  private static final int PLANES = 4;
  private static final int RECURRENT = 3; // planes that h U is added to
  private static final int BEFORE = 4; // kept: h before the step

  @Override
  public int planes() {
    return PLANES;
  }

  @Override
  public int kernelPlane(int k) {
    return k == 2 ? G : k;
  }

  @Override
  public int kept() {
    return PLANES + 1;
  }

  @Override
  public void forward(CpuStep step) {
    int n = step.length();
    float[] h = step.state(0);
    step.keep(BEFORE, h);
    step.multiply(0, step.dropped(h), 0, RECURRENT);
    float[] z = step.sums(Z);
    float[] r = step.sums(R);
    float[] p = step.sums(P);
    float[] g = step.sums(G);
    Pointwise.sigmoid(z, n);
    Pointwise.sigmoid(r, n);
    candidate(r, p, g, n);
    Pointwise.blend(z, g, h, n);
    step.keep(Z, z);
    step.keep(R, r);
    step.keep(P, p);
    step.keep(G, g);
  }

  private static void candidate(float[] r, float[] p, float[] g, int n) {
    for (int j = 0; j < n; j++) {
      g[j] = Rational.tanh(g[j] + r[j] * p[j]);
    }
  }

  @Override
  public void backward(CpuStep step) {
    int n = step.length();
    float[] dh = step.state(0);
    float[] z = step.recall(Z);
    float[] r = step.recall(R);
    float[] p = step.recall(P);
    float[] g = step.recall(G);
    Pointwise.blendBack(z, g, step.recall(BEFORE), dh, n);
    resetBack(r, p, g, n);
    step.gradient(Z, z);
    step.gradient(R, r);
    step.gradient(P, p);
    step.gradient(G, g);
    float[] through = step.spare();
    step.multiplyTransposed(0, RECURRENT, through);
    step.drop(through);
    Pointwise.add(through, dh, n);
  }

  /** With dg: r becomes dg p r (1 - r), p becomes dg r. */
  private static void resetBack(float[] r, float[] p, float[] dg, int n) {
    for (int j = 0; j < n; j++) {
      float gate = r[j];
      float d = dg[j];
      r[j] = d * p[j] * gate * (1 - gate);
      p[j] = d * gate;
    }
  }
}
