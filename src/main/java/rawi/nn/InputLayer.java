package rawi.nn;

import java.util.List;

/**
 * Where data enters a graph.
 *
 * @param shape of one example; {@link Shape#ANY} where batches may differ
 */
public record InputLayer(String name, Shape shape) implements Junction.Spec {
  public InputLayer {
    Named.check(name);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(shape);
  }

  /** A model's inputs are handed to it and not computed. */
  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    throw new IllegalStateException("input '%s' is not computed".formatted(name));
  }
}
