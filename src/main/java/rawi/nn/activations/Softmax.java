package rawi.nn.activations;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * y_i = exp(z_i) / sum_j exp(z_j) along one axis.
 *
 * @param axis 0 is the batch, -1 the last
 */
public record Softmax(int axis) implements ActivationFunction {
  @Override
  public INDArray apply(INDArray z) {
    return apply(z, Optional.empty());
  }

  /**
   * The same over what is real; 0 elsewhere, and everywhere if nothing is.
   *
   * @param real shaped as z, or with axes of size 1: 1 or 0
   */
  public INDArray apply(INDArray z, Optional<INDArray> real) {
    int along = axis < 0 ? z.rank() + axis : axis;
    INDArray scores = // what is not real must not be the largest
        real.map(r -> z.add(r.rsub(1).muli(-Float.MAX_VALUE / 2))).orElse(z);
    INDArray y = Transforms.exp(scores.sub(scores.max(true, along)), false);
    real.ifPresent(y::muli);
    INDArray sum = y.sum(true, along);
    return y.divi(real.isPresent() ? Transforms.max(sum, Float.MIN_NORMAL, false) : sum);
  }

  /** dL/dz_i = y_i (dL/dy_i - sum_j y_j dL/dy_j). */
  @Override
  public INDArray backward(INDArray z, INDArray y, INDArray dy) {
    int along = axis < 0 ? y.rank() + axis : axis;
    return dy.sub(dy.mul(y).sum(true, along)).muli(y);
  }
}
