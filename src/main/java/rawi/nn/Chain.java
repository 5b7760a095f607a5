package rawi.nn;

import java.util.List;

/** A built {@link Sequential}. */
record Chain(List<Part> parts) implements Layer, Composite {
  Chain {
    parts = List.copyOf(parts);
  }

  @Override
  public List<Parameter> parameters() {
    return parts.stream().flatMap(p -> p.parameters().stream()).distinct().toList();
  }

  @Override
  public Pass forward(Signal input, Context context) {
    return run(input, context, Watch.none());
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    return forward(inputs, context, Watch.none());
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context, Watch watch) {
    return JunctionPass.of(run(inputs.get(0), context, watch));
  }

  private Pass run(Signal input, Context context, Watch watch) {
    Pass pass = Pass.through(input);
    for (Part part : parts) {
      pass = pass.then(part.forward(List.of(pass.output()), context, watch).asPass());
    }
    return pass;
  }
}
