package rawi.nn;

import java.util.List;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;

/** A junction with a name of its own in its model. */
public record NamedJunction(Junction.Spec spec, String name) implements Named {
  public NamedJunction {
    Named.check(name);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return spec.lastActivation(output);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return spec.outputShapes(inputs);
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    return spec.build(inputs, weights);
  }
}
