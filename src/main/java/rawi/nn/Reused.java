package rawi.nn;

import java.util.List;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;

/**
 * A built network as a part of another model. Both have the same weights: what one learns the other
 * knows, and what is frozen in one is frozen in the other.
 */
public record Reused(Network network) implements Junction.Spec {
  @Override
  public String name() {
    return network.spec().name();
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return network.spec().lastActivation(output);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    for (int i = 0; i < inputs.size() && inputs.size() == network.inputs().size(); i++) {
      if (!network.inputs().get(i).admits(inputs.get(i))) {
        throw new IllegalArgumentException(
            "%s was built for %s, got %s".formatted(name(), network.inputs(), inputs));
      }
    }
    return network.spec().outputShapes(inputs);
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    return new Shared(
        network, network.parameters().stream().map(p -> p.as(weights.within(p.name()))).toList());
  }

  /** The network, its parameters named as parts of the other model. */
  private record Shared(Network network, List<Parameter> parameters) implements Composite {
    @Override
    public List<Part> parts() {
      return network.parts();
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context) {
      return network.forward(inputs, context);
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context, Watch watch) {
      return network.forward(inputs, context, watch);
    }
  }
}
