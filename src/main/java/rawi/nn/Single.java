package rawi.nn;

import java.util.List;

/** One layer taken for a model. */
record Single(Part part) implements Composite {
  @Override
  public List<Part> parts() {
    return List.of(part);
  }

  @Override
  public List<Parameter> parameters() {
    return part.parameters();
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    return forward(inputs, context, Watch.none());
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context, Watch watch) {
    return part.forward(inputs, context, watch);
  }
}
