package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x W + h U + b, what every gate of a SimpleRNN and an LSTM weighs up.
 *
 * @param x (batch, features)
 * @param h (batch, units)
 */
record Nd4jWeightedSum(INDArray x, INDArray h, RecurrentWeights weights) {
  /** (batch, gates * units). */
  INDArray value() {
    INDArray sum = x.mmul(weights.kernel()).addi(h.mmul(weights.recurrentKernel()));
    weights.bias().ifPresent(sum::addiRowVector);
    return sum;
  }

  /** Adds what flows into the weights from dL/d(value). */
  void addGradients(INDArray d, RecurrentWeights gradients) {
    gradients.kernel().addi(x.transpose().mmul(d));
    gradients.recurrentKernel().addi(h.transpose().mmul(d));
    gradients.bias().ifPresent(b -> b.addi(d.sum(0)));
  }

  /** dL/dx. */
  INDArray dx(INDArray d) {
    return d.mmul(weights.kernel().transpose());
  }

  /** dL/dh. */
  INDArray dh(INDArray d) {
    return d.mmul(weights.recurrentKernel().transpose());
  }
}
