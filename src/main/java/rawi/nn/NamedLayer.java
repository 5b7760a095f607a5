package rawi.nn;

import java.util.List;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;

/** A layer with a name of its own in its model. */
public record NamedLayer(Layer.Spec spec, String name) implements Layer.Spec, Named {
  public NamedLayer {
    Named.check(name);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return spec.lastActivation(output);
  }

  @Override
  public Shape outputShape(Shape input) {
    return spec.outputShape(input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return spec.build(input, weights);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return spec.outputShapes(inputs); // some layers have more inputs or outputs in a graph
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    return spec.build(inputs, weights);
  }
}
