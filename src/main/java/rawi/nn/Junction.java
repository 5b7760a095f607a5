package rawi.nn;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;

/**
 * A built part of a network with any number of inputs and outputs: a merge, attention, a recurrent
 * layer that is given its state and hands it on. A {@link Layer} is the one with one of each.
 */
public interface Junction {
  /** In the order in which Keras lists the layer's weights; none unless a junction says so. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Computes the outputs; the way back, if taken, ends within the context's arena step. */
  JunctionPass forward(List<Signal> inputs, Context context);

  /** How a junction is declared: a record of its hyper-parameters. */
  interface Spec {
    /**
     * The outputs for one example whose inputs have these shapes.
     *
     * @throws IllegalArgumentException if the junction cannot take such inputs
     */
    List<Shape> outputShapes(List<Shape> inputs);

    /** Creates the junction's parameters, drawn from {@code weights}. */
    Junction build(List<Shape> inputs, Weights weights);

    /**
     * The activation that an output comes from last; empty: there is none, or it is not known. A
     * loss that cannot be meant for such an output is refused before training.
     */
    default Optional<ActivationFunction> lastActivation(int output) {
      return Optional.empty();
    }

    /** The name in a model before a number makes it unique: {@code global_max_pooling1d}. */
    default String name() {
      return getClass()
          .getSimpleName()
          .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
          .toLowerCase(Locale.ROOT);
    }

    /** The same under a name of its own, which must be unique in its model. */
    default Junction.Spec named(String name) {
      return new NamedJunction(this, name);
    }
  }
}
