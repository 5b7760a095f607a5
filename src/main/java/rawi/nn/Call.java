package rawi.nn;

import java.util.List;

/**
 * One use of a layer in a graph. A layer that is shared has several; an input has one, from
 * nothing. Two calls are the same only if they are one object.
 */
final class Call {
  private final Junction.Spec spec;
  private final List<Node> from;
  private final List<Shape> outputs;

  Call(Junction.Spec spec, List<Node> from, List<Shape> outputs) {
    this.spec = spec;
    this.from = List.copyOf(from);
    this.outputs = List.copyOf(outputs);
  }

  Junction.Spec spec() {
    return spec;
  }

  List<Node> from() {
    return from;
  }

  List<Shape> outputs() {
    return outputs;
  }

  boolean isInput() {
    return spec instanceof InputLayer;
  }
}
