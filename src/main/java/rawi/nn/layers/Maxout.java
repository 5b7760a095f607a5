package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * y_j = the largest of {@code pieces} weighted sums z_(j,1) .. z_(j,pieces), z = x W + b over the
 * last axis (Goodfellow and others 2013): (batch, ..., in) to (batch, ..., units). A mask passes
 * through; of equals the gradient is shared among all.
 *
 * <p>Weights: kernel (in, units pieces), bias (units pieces), the pieces of a unit side by side.
 *
 * @param pieces at least 2
 */
public record Maxout(int units, int pieces) implements Layer.Spec {
  public Maxout {
    if (units <= 0 || pieces <= 1) {
      throw new IllegalArgumentException(
          "Maxout: expected at least 1 unit of at least 2 pieces, got %d of %d"
              .formatted(units, pieces));
    }
  }

  private Dense sums() {
    return new Dense(Math.multiplyExact(units, pieces));
  }

  @Override
  public Shape outputShape(Shape input) {
    return sums().outputShape(input).withLast(units);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(sums().build(input, weights), pieces);
  }

  private record Built(Layer sums, int pieces) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return sums.parameters();
    }

    @Override
    public Pass forward(Signal in, Context context) {
      Pass pass = sums.forward(in, context);
      return pass.then(largest(pass.output()));
    }

    private Pass largest(Signal in) {
      long[] shape = in.values().shape();
      INDArray z = in.values().reshape('c', in.values().length() / pieces, pieces);
      INDArray most = z.max(true, 1); // (n, 1)
      long[] smaller = shape.clone();
      smaller[smaller.length - 1] /= pieces;
      return new Pass(
          new Signal(most.reshape('c', smaller), in.mask(), in.differentiable()),
          dy -> {
            INDArray winners = z.eq(most.broadcast(z.shape())).castTo(z.dataType());
            INDArray share = dy.reshape('c', most.shape()).div(winners.sum(true, 1));
            return Optional.of(winners.muli(share).reshape('c', shape));
          });
    }
  }
}
