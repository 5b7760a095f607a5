package rawi.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A built model: its spec, what it was built for, and its layers by name, to be looked at, frozen
 * and taken into other models.
 */
public final class Network implements Composite {
  private final Junction.Spec spec;
  private final List<Shape> inputs;
  private final Composite built;
  private final List<Parameter> parameters;

  private Network(
      Junction.Spec spec, List<Shape> inputs, Composite built, List<Parameter> parameters) {
    this.spec = spec;
    this.inputs = List.copyOf(inputs);
    this.built = built;
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Builds a model of any kind.
   *
   * @param inputs the shape of one example for each input
   * @throws IllegalArgumentException if its layers do not fit these inputs or one another
   */
  public static Network of(Junction.Spec spec, List<Shape> inputs, Weights weights) {
    Junction built = spec.build(inputs, weights);
    return new Network(
        spec,
        inputs,
        built instanceof Composite composite ? composite : single(spec, inputs, built),
        built.parameters());
  }

  /** Builds what has one input. */
  public static Network of(Junction.Spec spec, Shape input, Weights weights) {
    return of(spec, List.of(input), weights);
  }

  /** Builds a graph for the inputs it was declared with. */
  public static Network of(Model model, Weights weights) {
    return of(model, model.inputShapes(), weights);
  }

  /** One layer alone is a model of one part. */
  private static Composite single(Junction.Spec spec, List<Shape> inputs, Junction built) {
    return new Single(
        new Part(
            spec.name(), spec, Optional.of(built), inputs, spec.outputShapes(inputs), List.of()));
  }

  public Junction.Spec spec() {
    return spec;
  }

  /** The shape of one example, for each input. */
  public List<Shape> inputs() {
    return inputs;
  }

  /** The shape of one example, for each output. */
  public List<Shape> outputs() {
    return spec.outputShapes(inputs);
  }

  /** What the inputs are called; those of a graph have names, others are numbered. */
  public List<String> inputNames() {
    return Named.unnamed(spec) instanceof Model model
        ? model.inputNames()
        : numbered("input", inputs.size());
  }

  /** What the outputs are called: as the layers that they come from, in a graph. */
  public List<String> outputNames() {
    return Named.unnamed(spec) instanceof Model model
        ? model.outputNames()
        : numbered("output", outputs().size());
  }

  private static List<String> numbered(String name, int count) {
    return count == 1
        ? List.of(name)
        : IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
  }

  @Override
  public List<Part> parts() {
    return built.parts();
  }

  /**
   * A layer.
   *
   * @param path its name, and before it those of the models that it is in: {@code encoder/dense}
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public Part part(String path) {
    return Part.at(parts(), path);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Freezes all layers, or sets them free; {@code part(path).setTrainable} does it to one. */
  public void setTrainable(boolean trainable) {
    parameters.forEach(p -> p.setTrainable(trainable));
  }

  /** All values by name. */
  public Map<String, INDArray> weights() {
    Map<String, INDArray> all = new LinkedHashMap<>();
    parameters.forEach(p -> all.put(p.name(), p.value()));
    return all;
  }

  /**
   * Takes on all of these values.
   *
   * @throws IllegalArgumentException naming the first that is missing, too many or of another shape
   */
  public void load(Map<String, INDArray> weights) {
    for (Parameter p : parameters) {
      if (!weights.containsKey(p.name())) {
        throw new IllegalArgumentException(
            "no weight is named %s; there are %s"
                .formatted(p.name(), String.join(", ", weights.keySet())));
      }
    }
    List<String> own = parameters.stream().map(Parameter::name).toList();
    for (String name : weights.keySet()) {
      if (!own.contains(name)) {
        throw new IllegalArgumentException("the model has no weight %s".formatted(name));
      }
    }
    parameters.forEach(p -> Optional.ofNullable(weights.get(p.name())).ifPresent(p::load));
  }

  /**
   * A part of this model by itself; the weights are the same ones, not copies.
   *
   * @throws IllegalArgumentException as {@link #part}
   */
  public Network sub(String path) {
    Part part = part(path);
    Junction alone =
        part.built().orElseThrow(() -> new IllegalArgumentException(path + " is an input"));
    Composite junction = alone instanceof Composite parts ? parts : new Single(part);
    // named as if the part had been built by itself
    List<Parameter> names =
        part.spec().build(part.inputs(), Weights.undrawn(DataType.FLOAT)).parameters();
    List<Parameter> own =
        IntStream.range(0, names.size())
            .mapToObj(i -> part.parameters().get(i).as(names.get(i).name()))
            .toList();
    return new Network(part.spec(), part.inputs(), junction, own);
  }

  /**
   * The model that ends at these layers, for their features; the weights are the same ones, not
   * copies.
   *
   * @throws IllegalArgumentException if there is no layer of such a name, or this is one layer
   */
  public Network upTo(String... layers) {
    Composite end;
    Junction.Spec shorter;
    Junction.Spec whole = Named.unnamed(spec);
    if (whole instanceof Model model) {
      Model upTo = model.upTo(layers);
      shorter = upTo;
      end =
          Graph.of(upTo, inputsOf(upTo), (member, at) -> part(member.name()).built().orElseThrow());
    } else if (whole instanceof Sequential sequential && layers.length == 1) {
      Sequential upTo = sequential.upTo(layers[0]);
      shorter = upTo;
      end = new Chain(parts().subList(0, upTo.layers().size()));
    } else {
      throw new IllegalArgumentException("%s has no layers to end at".formatted(whole.name()));
    }
    List<Shape> taken = shorter instanceof Model model ? inputsOf(model) : inputs;
    return new Network(shorter, taken, end, end.parameters());
  }

  private List<Shape> inputsOf(Model other) {
    return other.inputNames().stream().map(name -> inputs.get(inputNames().indexOf(name))).toList();
  }

  /**
   * This network as a part for other models, which then have its weights and not copies: {@code
   * image.then(features.reused().named("features"))}.
   */
  public Junction.Spec reused() {
    return new Reused(this);
  }

  @Override
  public JunctionPass forward(List<Signal> given, Context context) {
    return forward(given, context, Watch.none());
  }

  /**
   * Computes the outputs.
   *
   * @throws IllegalArgumentException if an input has not the shape that the model was built for
   */
  @Override
  public JunctionPass forward(List<Signal> given, Context context, Watch watch) {
    if (given.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "expected %d inputs (%s), got %d"
              .formatted(inputs.size(), String.join(", ", inputNames()), given.size()));
    }
    for (int i = 0; i < inputs.size(); i++) {
      long[] whole = given.get(i).values().shape();
      if (whole.length == 0
          || !inputs.get(i).admits(Shape.of(Arrays.copyOfRange(whole, 1, whole.length)))) {
        throw new IllegalArgumentException(
            "%s: expected (batch, %s, got %s"
                .formatted(
                    inputNames().get(i), inputs.get(i).toString().substring(1), Shape.of(whole)));
      }
    }
    return built.forward(given, context, watch);
  }
}
