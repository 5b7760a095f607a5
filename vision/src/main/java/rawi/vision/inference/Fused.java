package rawi.vision.inference;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.FixedConvolution;

/**
 * A convolution with what follows it, in one pass; its second input, if it has one, is added. There
 * is no way back.
 */
record Fused(Layer.Spec convolution, FixedConvolution fixed) implements Junction.Spec {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(convolution.outputShape(inputs.get(0)));
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    return this::forward;
  }

  private JunctionPass forward(List<Signal> in, Context context) {
    if (context.training()) {
      throw noGradients();
    }
    Optional<INDArray> added = in.size() > 1 ? Optional.of(in.get(1).values()) : Optional.empty();
    INDArray y = fixed.apply(in.get(0).values(), added, context.arena());
    return new JunctionPass(
        List.of(Signal.of(y)),
        d -> {
          throw noGradients();
        });
  }

  private static IllegalStateException noGradients() {
    return new IllegalStateException(
        "a network made ready for inference has no gradients: train the one it was made of");
  }
}
