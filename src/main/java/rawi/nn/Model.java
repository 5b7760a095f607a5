package rawi.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rawi.nn.activations.ActivationFunction;

/**
 * A graph of layers between inputs and outputs. It is itself a junction, and where it has one of
 * each, {@link #asLayer} makes a layer of it.
 *
 * @param inputs made by {@link Node#input}
 * @param outputs what depends on them, and on nothing else
 */
public record Model(List<Node> inputs, List<Node> outputs) implements Junction.Spec {

  /**
   * @throws IllegalArgumentException naming an input that no output uses, or an input that an
   *     output uses and that is not among the inputs
   */
  public Model {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "model: expected at least one input and one output, got %d and %d"
              .formatted(inputs.size(), outputs.size()));
    }
    Set<Call> given = new HashSet<>();
    for (Node input : inputs) {
      if (!input.call().isInput()) {
        throw new IllegalArgumentException(
            "model: input %s is what a layer computes; expected one made by Node.input"
                .formatted(input));
      }
      if (!given.add(input.call())) {
        throw new IllegalArgumentException(
            "model: input '%s' stands twice among the inputs".formatted(name(input)));
      }
    }
    for (Node output : outputs) {
      requireAmong(given, output, Plan.of(List.of(output)));
    }
    requireUsed(inputs, Plan.of(outputs));
  }

  /** With one input and one output. */
  public static Model of(Node input, Node output) {
    return new Model(List.of(input), List.of(output));
  }

  private static void requireAmong(Set<Call> given, Node output, Plan plan) {
    for (Call call : plan.calls()) {
      if (call.isInput() && !given.contains(call)) {
        throw new IllegalArgumentException(
            "model: output '%s' depends on input '%s', which is not among the inputs: add it"
                .formatted(plan.member(output.call().spec()).name(), call.spec().name()));
      }
    }
  }

  private static void requireUsed(List<Node> inputs, Plan plan) {
    for (Node input : inputs) {
      if (!plan.calls().contains(input.call())) {
        throw new IllegalArgumentException(
            "model: no output depends on input '%s': leave it out or connect it"
                .formatted(name(input)));
      }
    }
  }

  private static String name(Node input) {
    return input.call().spec().name();
  }

  /** What the inputs are called. */
  public List<String> inputNames() {
    return inputs.stream().map(Model::name).toList();
  }

  /** The layers that the outputs come from; numbered where one gives several. */
  public List<String> outputNames() {
    Plan plan = plan();
    List<String> names = new ArrayList<>();
    for (Node output : outputs) {
      String layer = plan.member(output.call().spec()).name();
      String name = layer;
      for (int i = 1; names.contains(name); i++) {
        name = layer + "_" + i;
      }
      names.add(name);
    }
    return names;
  }

  /** What the inputs were declared with. */
  public List<Shape> inputShapes() {
    return inputs.stream().map(Node::shape).toList();
  }

  Plan plan() {
    return Plan.of(outputs);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return outputs.get(output).call().spec().lastActivation(outputs.get(output).index());
  }

  @Override
  public List<Shape> outputShapes(List<Shape> shapes) {
    Map<Call, List<Shape>> all = shapes(plan(), shapes);
    return outputs.stream().map(n -> shape(n, all)).toList();
  }

  /** What each call puts out for inputs of these shapes. */
  Map<Call, List<Shape>> shapes(Plan plan, List<Shape> given) {
    requireFit(given);
    Map<Call, List<Shape>> all = new HashMap<>();
    for (Call call : plan.calls()) {
      if (call.isInput()) {
        int input = inputs.stream().map(Node::call).toList().indexOf(call);
        all.put(call, List.of(given.get(input)));
        continue;
      }
      List<Shape> taken = call.from().stream().map(n -> shape(n, all)).toList();
      try {
        all.put(call, call.spec().outputShapes(taken));
      } catch (IllegalArgumentException e) {
        List<Misfit.Giver> givers = call.from().stream().map(n -> giver(n, plan, all)).toList();
        throw Misfit.of(givers, plan.member(call.spec()).name(), e);
      }
    }
    return all;
  }

  private static Misfit.Giver giver(Node node, Plan plan, Map<Call, List<Shape>> all) {
    return new Misfit.Giver(
        plan.member(node.call().spec()).name(),
        node.call().from().stream().map(n -> shape(n, all)).toList(),
        shape(node, all));
  }

  static Shape shape(Node node, Map<Call, List<Shape>> all) {
    return all.getOrDefault(node.call(), node.call().outputs()).get(node.index());
  }

  private void requireFit(List<Shape> given) {
    if (given.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "model: expected %d inputs (%s), got %d"
              .formatted(inputs.size(), String.join(", ", inputNames()), given.size()));
    }
    for (int i = 0; i < given.size(); i++) {
      if (!inputs.get(i).shape().admits(given.get(i))) {
        throw new IllegalArgumentException(
            "model: input '%s': expected examples of shape %s, got %s"
                .formatted(name(inputs.get(i)), inputs.get(i).shape(), given.get(i)));
      }
    }
  }

  @Override
  public Composite build(List<Shape> shapes, Weights weights) {
    return Graph.of(
        this, shapes, (member, at) -> member.spec().build(at, weights.in(member.name())));
  }

  /**
   * This model as a layer.
   *
   * @throws IllegalArgumentException if it has not one input and one output
   */
  public Layer.Spec asLayer() {
    return new ModelLayer(this);
  }

  /**
   * The model that ends at these layers, under the names that its layers have here.
   *
   * @throws IllegalArgumentException if there is no layer of such a name; the message lists them
   */
  public Model upTo(String... layers) {
    return new Shortening(this).upTo(layers);
  }
}
