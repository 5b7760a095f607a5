package rawi.nn.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Elu;

/** y = x above 0, alpha (exp(x) - 1) below; Clevert and others 2016. */
public record ELU(double alpha) implements Layer.Spec {
  /** Alpha 1. */
  public ELU() {
    this(1);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Activation(Elu.of(alpha)).build(input, weights);
  }
}
