package rawi.nn.layers;

import java.util.Optional;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Relu;

/**
 * The rectifier as a layer; see {@link Relu} for what its options mean.
 *
 * @param maxValue the ceiling; absent: none
 */
public record ReLU(Optional<Double> maxValue, double negativeSlope, double threshold)
    implements Layer.Spec {
  public ReLU {
    new Relu(maxValue, negativeSlope, threshold); // refuses what it cannot be
  }

  /** y = max(x, 0). */
  public ReLU() {
    this(Optional.empty(), 0, 0);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    boolean plain = maxValue.isEmpty() && negativeSlope == 0 && threshold == 0;
    return new Activation(plain ? Activations.RELU : new Relu(maxValue, negativeSlope, threshold))
        .build(input, weights);
  }
}
