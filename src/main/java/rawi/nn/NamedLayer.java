package rawi.nn;

/** A layer with a name of its own in its model. */
public record NamedLayer(Layer.Spec spec, String name) implements Layer.Spec, Named {
  public NamedLayer {
    Named.check(name);
  }

  @Override
  public Shape outputShape(Shape input) {
    return spec.outputShape(input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return spec.build(input, weights);
  }
}
