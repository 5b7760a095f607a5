package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * The same vector at every step: (batch, features) to (batch, n, features); how one becomes many.
 *
 * @param n how many steps
 */
public record RepeatVector(int n) implements Layer.Spec {
  public RepeatVector {
    if (n < 1) {
      throw new IllegalArgumentException("RepeatVector: expected n of at least 1, got " + n);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 1) {
      throw new IllegalArgumentException(
          "RepeatVector: expected (batch, features), got one example of shape " + input);
    }
    return Shape.of(n, input.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      INDArray x = in.values();
      INDArray steps = Nd4j.ones(x.dataType(), 1, n, 1);
      INDArray y = x.reshape(x.size(0), 1, x.size(1)).mul(steps); // (batch, n, features)
      return new Pass(
          new Signal(y, Optional.empty(), in.differentiable()),
          dy -> in.differentiable() ? Optional.of(dy.sum(1)) : Optional.empty());
    };
  }
}
