package rawi.vision.augmentation;

import java.util.Optional;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.vision.layers.OnPlanes;

/**
 * y = x scale + offset, in training and after: 1/255 and 0 bring pixels to 0..1, 1/127.5 and -1 to
 * -1..1. Any shape; a mask passes.
 */
public record Rescaling(double scale, double offset) implements OnPlanes {
  public Rescaling(double scale) {
    this(scale, 0);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) ->
        new Pass(
            new Signal(in.values().mul(scale).addi(offset), in.mask(), in.differentiable()),
            dy -> in.differentiable() ? Optional.of(dy.mul(scale)) : Optional.empty());
  }
}
