package rawi.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Model} as plain data, which files hold: layers by name, and their calls.
 *
 * @param layers under unique names
 * @param calls in any order; a shared layer has several, counted from 0 in this order
 * @param outputs where the model's outputs come from
 */
public record Wiring(
    List<InputLayer> inputs,
    Map<String, Junction.Spec> layers,
    List<Use> calls,
    List<Source> outputs) {
  public Wiring {
    inputs = List.copyOf(inputs);
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    calls = List.copyOf(calls);
    outputs = List.copyOf(outputs);
  }

  /** One call of a layer. */
  public record Use(String layer, List<Source> from) {
    public Use {
      from = List.copyOf(from);
    }
  }

  /** An output of one call of a layer, or an input, whose call and output are 0. */
  public record Source(String layer, int call, int output) {
    @Override
    public String toString() {
      return "%s[%d][%d]".formatted(layer, call, output);
    }
  }

  /** How a model is wired. */
  public static Wiring of(Model model) {
    Plan plan = model.plan();
    Map<String, Junction.Spec> layers = new LinkedHashMap<>();
    for (Plan.Member member : plan.members()) {
      if (!(member.spec() instanceof InputLayer)) {
        layers.put(member.name(), member.spec());
      }
    }
    List<Use> calls = new ArrayList<>();
    for (Call call : plan.calls()) {
      if (!call.isInput()) {
        List<Source> from = call.from().stream().map(n -> source(n, plan)).toList();
        calls.add(new Use(plan.member(call.spec()).name(), from));
      }
    }
    List<InputLayer> inputs =
        model.inputs().stream().map(n -> (InputLayer) n.call().spec()).toList();
    return new Wiring(
        inputs, layers, calls, model.outputs().stream().map(n -> source(n, plan)).toList());
  }

  private static Source source(Node node, Plan plan) {
    Plan.Member giver = plan.member(node.call().spec());
    return new Source(giver.name(), giver.calls().indexOf(node.call()), node.index());
  }

  /**
   * The model again.
   *
   * @throws IllegalArgumentException naming what is taken and not there, a cycle, or what {@link
   *     Model} refuses
   */
  public Model model() {
    return new Assembly(this).model();
  }

  /** Puts a model together, each call after those it takes from. */
  private static final class Assembly {
    private final Wiring wiring;
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, List<Node>> made = new HashMap<>(); // by layer[call]
    private final List<String> inProgress = new ArrayList<>();

    Assembly(Wiring wiring) {
      this.wiring = wiring;
      for (Use use : wiring.calls) {
        uses.computeIfAbsent(use.layer, l -> new ArrayList<>()).add(use);
      }
      wiring.inputs.forEach(in -> inputs.put(in.name(), Node.input(in.name(), in.shape())));
    }

    Model model() {
      List<Node> outputs = wiring.outputs.stream().map(this::node).toList();
      return new Model(List.copyOf(inputs.values()), outputs);
    }

    private Node node(Source source) {
      Node input = inputs.get(source.layer);
      if (input != null && source.call == 0 && source.output == 0) {
        return input;
      }
      List<Node> nodes = outputs(source);
      if (source.output < 0 || source.output >= nodes.size()) {
        throw new IllegalArgumentException(
            "%s: the layer has %d outputs, counted from 0".formatted(source, nodes.size()));
      }
      return nodes.get(source.output);
    }

    private List<Node> outputs(Source source) {
      String key = source.layer + "[" + source.call + "]";
      List<Node> known = made.get(key);
      if (known != null) {
        return known;
      }
      List<Use> own = uses.getOrDefault(source.layer, List.of());
      Optional<Junction.Spec> spec = Optional.ofNullable(wiring.layers.get(source.layer));
      if (spec.isEmpty() || source.call < 0 || source.call >= own.size()) {
        throw new IllegalArgumentException(
            "%s is taken, but there is no such call; there are inputs %s and layers %s"
                .formatted(source, inputs.keySet(), wiring.layers.keySet()));
      }
      if (inProgress.contains(key)) {
        List<String> round = inProgress.subList(inProgress.indexOf(key), inProgress.size());
        throw new IllegalArgumentException(
            "layer '%s' takes from itself, through %s: a graph has no cycle"
                .formatted(source.layer, String.join(" from ", round)));
      }
      inProgress.add(key);
      Node[] from = own.get(source.call).from.stream().map(this::node).toArray(Node[]::new);
      List<Node> nodes = Node.joinAll(spec.get(), from);
      inProgress.remove(key);
      made.put(key, nodes);
      return nodes;
    }
  }
}
