package rawi.nn.backend;

/** {@link Cell.SimpleRnn} with tanh; the one plane is h'. */
final class CpuSimpleRnn implements CpuCell {
  @Override
  public int planes() {
    return 1;
  }

  @Override
  public int kept() {
    return 1;
  }

  @Override
  public void forward(CpuStep step) {
    float[] h = step.state(0);
    step.multiply(0, step.dropped(h), 0, 1);
    float[] z = step.sums(0);
    Pointwise.tanh(z, step.length());
    System.arraycopy(z, 0, h, 0, step.length());
    step.keep(0, h);
  }

  @Override
  public void backward(CpuStep step) {
    float[] dh = step.state(0);
    float[] h = step.recall(0);
    outputBack(h, dh, step.length());
    step.gradient(0, h);
    step.multiplyTransposed(0, 1, dh);
    step.drop(dh);
  }

  /** h becomes dh (1 - h^2). */
  private static void outputBack(float[] h, float[] dh, int n) {
    for (int j = 0; j < n; j++) {
      float y = h[j];
      h[j] = dh[j] * (1 - y * y);
    }
  }
}
