package rawi.nn.backend;

/**
 * The equations of a recurrent cell for the fast kernels, in which all products are left to {@link
 * CpuStep} and {@link CpuShard}.
 *
 * <p>A cell's weighted sums are planes of {@code units} columns. Block k of the recurrent kernel is
 * added to plane k; a plane may also take a block of the kernel. The gradients of the planes are
 * all that the weights' gradients need.
 */
interface CpuCell {
  /** How many planes a step has. */
  int planes();

  /** The plane that block {@code k} of the kernel, x W_k, is added to. */
  default int kernelPlane(int k) {
    return k;
  }

  /** How many different factors stand left of U: h alone, or others besides. */
  default int factors() {
    return 1;
  }

  /** Which of these factors block {@code k} of U is multiplied by. */
  default int factor(int k) {
    return 0;
  }

  /** How many arrays of (rows, units) a step leaves for the backward pass. */
  int kept();

  /** From the states before a step, in {@link CpuStep#state}, to those after it. */
  void forward(CpuStep step);

  /**
   * From the gradients of the states after a step to those before it, in {@link CpuStep#state};
   * gives every plane's gradient to {@link CpuStep#gradient}.
   */
  void backward(CpuStep step);

  /** The fast form of {@code cell}, whose activations are the standard ones. */
  static CpuCell of(Cell cell) {
    if (cell instanceof Cell.SimpleRnn) {
      return new CpuSimpleRnn();
    }
    if (cell instanceof Cell.Gru gru) {
      return gru.resetAfter() ? new CpuGruResetAfter() : new CpuGruResetBefore();
    }
    return new CpuLstm();
  }
}
