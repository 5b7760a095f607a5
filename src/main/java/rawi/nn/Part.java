package rawi.nn;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A layer of a built model.
 *
 * @param name unique in its model
 * @param spec how it was declared
 * @param built what computes; none for an input
 * @param inputs what it was built for, one example each
 * @param outputs what it puts out, one example each
 * @param from whose output it takes, for each call of a shared layer in turn, in Keras's form:
 *     layer[call][output]
 */
public record Part(
    String name,
    Junction.Spec spec,
    Optional<Junction> built,
    List<Shape> inputs,
    List<Shape> outputs,
    List<String> from) {
  public Part {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    from = List.copyOf(from);
  }

  /** The class of the layer, as Keras prints it. */
  public String type() {
    return Named.unnamed(spec).getClass().getSimpleName();
  }

  /** Those of parts within it too. */
  public List<Parameter> parameters() {
    return built.map(Junction::parameters).orElse(List.of());
  }

  /** The parts it is made of; empty if it is one layer. */
  public List<Part> parts() {
    return built
        .filter(Composite.class::isInstance)
        .map(b -> ((Composite) b).parts())
        .orElse(List.of());
  }

  /**
   * The part at a path: its name, and before it those of the parts that it is in.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  static Part at(List<Part> parts, String path) {
    List<Part> among = parts;
    Optional<Part> found = Optional.empty();
    for (String name : path.split("/", -1)) {
      List<Part> here = among;
      found = here.stream().filter(p -> p.name.equals(name)).findFirst();
      among =
          found
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no layer is named '%s'; there are %s"
                              .formatted(
                                  path, String.join(", ", here.stream().map(Part::name).toList()))))
              .parts();
    }
    return found.orElseThrow();
  }

  /** Freezes all that is in it, or sets it free. */
  public void setTrainable(boolean trainable) {
    parameters().forEach(p -> p.setTrainable(trainable));
  }

  /**
   * Computes, and shows what comes out. Where nobody wants a gradient there is no way back: only
   * frozen layers made the output of data.
   */
  JunctionPass forward(List<Signal> in, Context context, Watch watch) {
    Junction junction = built.orElseThrow();
    JunctionPass pass =
        junction instanceof Composite composite
            ? composite.forward(in, context, watch.in(name))
            : junction.forward(in, context);
    watch.saw(name, pass.outputs());
    if (pass.outputs().stream().anyMatch(Signal::differentiable)) {
      return pass;
    }
    return new JunctionPass(pass.outputs(), d -> Collections.nCopies(in.size(), Optional.empty()));
  }
}
