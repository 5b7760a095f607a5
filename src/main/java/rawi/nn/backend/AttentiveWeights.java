package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of an LSTM that looks at places, or, with the same shapes, the arrays that their
 * gradients are added to. Gates stand in the order i, f, g, o, as in Keras.
 *
 * @param kernel W, (features, 4 units)
 * @param contextKernel Z, (dim, 4 units)
 * @param recurrentKernel U, (units, 4 units)
 * @param bias b, (4 units)
 * @param queryKernel Q, (units, size)
 * @param score v, (size)
 * @param gateKernel w, (units, 1)
 * @param gateBias a, (1)
 */
public record AttentiveWeights(
    INDArray kernel,
    INDArray contextKernel,
    INDArray recurrentKernel,
    INDArray bias,
    INDArray queryKernel,
    INDArray score,
    INDArray gateKernel,
    INDArray gateBias) {

  public int features() {
    return (int) kernel.size(0);
  }

  /** Length of what is looked at in one place. */
  public int dim() {
    return (int) contextKernel.size(0);
  }

  public int units() {
    return (int) recurrentKernel.size(0);
  }

  /** Length of a query, and of a place's key. */
  public int size() {
    return (int) queryKernel.size(1);
  }
}
