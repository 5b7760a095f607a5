package rawi.nn;

import java.util.List;
import java.util.Locale;

/**
 * A built layer: parameters and a pure forward. It keeps no activations, so it may be shared, and
 * used by several threads at once for inference.
 */
@FunctionalInterface
public interface Layer {
  /** In the order in which Keras lists the layer's weights; none unless a layer says so. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Computes the output; the way back, if taken, ends within the context's arena step. */
  Pass forward(Signal input, Context context);

  /** How a layer is declared: a record of its hyper-parameters. */
  interface Spec {
    /**
     * The output for one example of shape {@code input}.
     *
     * @throws IllegalArgumentException if the layer cannot take such an input
     */
    Shape outputShape(Shape input);

    /** Creates the layer's parameters, drawn from {@code weights}. */
    Layer build(Shape input, Weights weights);

    /**
     * The layer's name in a model before a number makes it unique: {@code global_max_pooling1d}.
     */
    default String name() {
      return getClass()
          .getSimpleName()
          .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
          .toLowerCase(Locale.ROOT);
    }
  }
}
