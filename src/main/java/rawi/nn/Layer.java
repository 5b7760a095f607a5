package rawi.nn;

import java.util.List;

/**
 * A built layer with one input and one output: parameters and a pure forward. It keeps no
 * activations, so it may be shared, and used by several threads at once for inference.
 */
@FunctionalInterface
public interface Layer extends Junction {
  /** Computes the output; the way back, if taken, ends within the context's arena step. */
  Pass forward(Signal input, Context context);

  @Override
  default JunctionPass forward(List<Signal> inputs, Context context) {
    return JunctionPass.of(forward(inputs.get(0), context));
  }

  /** How a layer is declared: a record of its hyper-parameters. */
  interface Spec extends Junction.Spec {
    /**
     * The output for one example of shape {@code input}.
     *
     * @throws IllegalArgumentException if the layer cannot take such an input
     */
    Shape outputShape(Shape input);

    /** Creates the layer's parameters, drawn from {@code weights}. */
    Layer build(Shape input, Weights weights);

    @Override
    default List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(outputShape(only(inputs)));
    }

    @Override
    default Junction build(List<Shape> inputs, Weights weights) {
      return build(only(inputs), weights);
    }

    @Override
    default Layer.Spec named(String name) {
      return new NamedLayer(this, name);
    }

    private Shape only(List<Shape> inputs) {
      if (inputs.size() != 1) {
        throw new IllegalArgumentException(
            "%s: expected 1 input, got %d".formatted(name(), inputs.size()));
      }
      return inputs.get(0);
    }
  }
}
