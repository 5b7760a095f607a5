package rawi.nn.layers;

import java.util.Optional;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/** (batch, ...) to (batch, all of it), row-major. A mask ends here. */
public record Flatten() implements Layer.Spec {
  @Override
  public Shape outputShape(Shape input) {
    return input.dims().contains(Shape.ANY)
        ? Shape.of(Shape.ANY)
        : Shape.of(input.dims().stream().reduce(1L, Math::multiplyExact));
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      long batch = in.values().size(0);
      return reshaped(in, batch, in.values().length() / batch);
    };
  }

  /** The same numbers in another shape, and back. */
  static Pass reshaped(Signal in, long... shape) {
    long[] before = in.values().shape();
    return new Pass(
        new Signal(in.values().reshape('c', shape), Optional.empty(), in.differentiable()),
        dy -> in.differentiable() ? Optional.of(dy.reshape('c', before)) : Optional.empty());
  }
}
