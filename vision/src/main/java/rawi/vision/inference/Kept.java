package rawi.vision.inference;

import java.util.List;
import rawi.nn.Junction;
import rawi.nn.Part;
import rawi.nn.Shape;
import rawi.nn.Weights;

/** A layer as it was, with its weights. */
record Kept(Part part) implements Junction.Spec {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return part.spec().outputShapes(inputs);
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    return part.built().orElseThrow();
  }
}
