package rawi.nn;

import java.util.List;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;

/** A model with one input and one output, as a layer; one with more is refused. */
public record ModelLayer(Model model) implements Layer.Spec {
  public ModelLayer {
    if (model.inputs().size() != 1 || model.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "a model is a layer if it has one input and one output; this one has %d and %d"
              .formatted(model.inputs().size(), model.outputs().size()));
    }
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return model.lastActivation(output);
  }

  @Override
  public Shape outputShape(Shape input) {
    return model.outputShapes(List.of(input)).get(0);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new GraphLayer(model.build(List.of(input), weights));
  }

  /** The graph, taken for a layer. */
  private record GraphLayer(Composite graph) implements Layer, Composite {
    @Override
    public List<Part> parts() {
      return graph.parts();
    }

    @Override
    public List<Parameter> parameters() {
      return graph.parameters();
    }

    @Override
    public Pass forward(Signal input, Context context) {
      return graph.forward(List.of(input), context).asPass();
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context) {
      return graph.forward(inputs, context);
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context, Watch watch) {
      return graph.forward(inputs, context, watch);
    }
  }
}
