package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One run of {@link Kernels#attentive} over a batch, and its back-propagation through time. */
public interface AttentivePass {
  /** h after each step, (batch, time, units); zeros at steps that are not real. */
  INDArray output();

  /** What each step saw, (batch, time, dim): z; zeros at steps that are not real. */
  INDArray contexts();

  /** Where each step looked, (batch, time, places): alpha; zeros at steps that are not real. */
  INDArray looks();

  /** h after the last real step of each row, (batch, units). */
  INDArray h();

  /** c after the last real step of each row, (batch, units). */
  INDArray c();

  /**
   * Back-propagation through time. May be called once.
   *
   * @param dOutput dL/d(output), shaped as it
   * @param dContexts dL/d(contexts), shaped as they
   * @param dLooks dL/d(looks), shaped as they
   * @param gradients the arrays that weight gradients are added to
   */
  Result backward(
      INDArray dOutput, INDArray dContexts, INDArray dLooks, AttentiveWeights gradients);

  /** What flows on to what was given, each shaped as that. */
  record Result(INDArray dx, INDArray dValues, INDArray dKeys, INDArray dh, INDArray dc) {}
}
