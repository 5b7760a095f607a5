package rawi.nn.backend;

/**
 * {@link Cell.Gru} with tanh and the logistic function, r before the product: planes z, r, g. U is
 * multiplied by h for the gates, and by r h for the candidate.
 */
final class CpuGruResetBefore implements CpuCell {
  private static final int Z = 0;
  private static final int R = 1;
  private static final int G = 2;
  private static final int BLOCKS = 3;
  private static final int BEFORE = 3; // kept: h before the step

  @Override
  public int planes() {
    return BLOCKS;
  }

  @Override
  public int factors() {
    return 2;
  }

  @Override
  public int factor(int k) {
    return k == G ? 1 : 0;
  }

  @Override
  public int kept() {
    return BLOCKS + 1;
  }

  @Override
  public void forward(CpuStep step) {
    int n = step.length();
    float[] h = step.state(0);
    step.keep(BEFORE, h);
    float[] seen = step.dropped(h);
    step.multiply(0, seen, Z, G);
    float[] z = step.sums(Z);
    float[] r = step.sums(R);
    Pointwise.sigmoid(z, n);
    Pointwise.sigmoid(r, n);
    float[] reset = step.spare();
    Pointwise.product(r, seen, reset, n);
    step.multiply(1, reset, G, BLOCKS);
    float[] g = step.sums(G);
    Pointwise.tanh(g, n);
    Pointwise.blend(z, g, h, n);
    step.keep(Z, z);
    step.keep(R, r);
    step.keep(G, g);
  }

  @Override
  public void backward(CpuStep step) {
    int n = step.length();
    float[] dh = step.state(0);
    float[] z = step.recall(Z);
    float[] r = step.recall(R);
    float[] g = step.recall(G);
    float[] before = step.recall(BEFORE);
    Pointwise.blendBack(z, g, before, dh, n);
    step.gradient(Z, z);
    step.gradient(G, g);
    float[] dReset = g; // dL/dg is stored
    step.multiplyTransposed(G, BLOCKS, dReset);
    resetBack(r, step.dropped(before), dReset, n);
    step.gradient(R, r);
    float[] through = step.spare();
    step.multiplyTransposed(Z, G, through);
    Pointwise.add(dReset, through, n);
    step.drop(through);
    Pointwise.add(through, dh, n);
  }

  /** With d = dL/d(r h): r becomes d h r (1 - r), d becomes d r. */
  private static void resetBack(float[] r, float[] h, float[] d, int n) {
    for (int j = 0; j < n; j++) {
      float gate = r[j];
      float dj = d[j];
      r[j] = dj * h[j] * gate * (1 - gate);
      d[j] = dj * gate;
    }
  }
}
