package rawi.nn.regularizers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * l1 sum |w| + l2 sum w^2, added to the loss, as Keras's {@code L1}, {@code L2} and {@code L1L2}.
 *
 * @param l1 at least 0
 * @param l2 at least 0
 */
public record Regularizer(double l1, double l2) {
  public Regularizer {
    if (!(l1 >= 0 && l2 >= 0 && l1 + l2 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "regularizer: expected factors of at least 0, got l1 %s and l2 %s".formatted(l1, l2));
    }
  }

  public static Regularizer l1(double factor) {
    return new Regularizer(factor, 0);
  }

  public static Regularizer l2(double factor) {
    return new Regularizer(0, factor);
  }

  public double penalty(INDArray w) {
    double norm = w.norm2Number().doubleValue();
    return l1 * w.norm1Number().doubleValue() + l2 * norm * norm;
  }

  /** d(penalty)/dw = l1 sign(w) + 2 l2 w, in a new array. */
  public INDArray gradient(INDArray w) {
    return Transforms.sign(w, true).muli(l1).addi(w.mul(2 * l2));
  }

  /** The penalty on what a layer puts out, (batch, ...): a mean over the batch, as in Keras. */
  public double activityPenalty(INDArray y) {
    return penalty(y) / y.size(0);
  }

  /** d(activityPenalty)/dy, in a new array. */
  public INDArray activityGradient(INDArray y) {
    return gradient(y).divi(y.size(0));
  }
}
