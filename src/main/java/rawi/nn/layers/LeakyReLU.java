package rawi.nn.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Relu;

/**
 * y = x above 0, negativeSlope x below; Maas and others 2013.
 *
 * @param negativeSlope at least 0
 */
public record LeakyReLU(double negativeSlope) implements Layer.Spec {
  public LeakyReLU {
    Relu.leaky(negativeSlope); // refuses what it cannot be
  }

  /** Keras's slope for the layer, 0.3; that of the function is 0.2. */
  public LeakyReLU() {
    this(0.3);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Activation(Relu.leaky(negativeSlope)).build(input, weights);
  }
}
