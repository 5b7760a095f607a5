package rawi.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Ends a model early. */
final class Shortening {
  private final Model model;

  Shortening(Model model) {
    this.model = model;
  }

  /** {@link Model#upTo}. */
  Model upTo(String... layers) {
    Plan plan = model.plan();
    List<Node> ends = new ArrayList<>();
    for (String layer : layers) {
      ends.addAll(end(plan, layer));
    }
    return renamed(ends, plan);
  }

  private static List<Node> end(Plan plan, String layer) {
    for (Plan.Member member : plan.members()) {
      if (member.name().equals(layer)) {
        Call last = member.calls().get(member.calls().size() - 1);
        return Node.outputsOf(last);
      }
    }
    throw new IllegalArgumentException(
        "no layer is named '%s'; there are %s"
            .formatted(
                layer, String.join(", ", plan.members().stream().map(Plan.Member::name).toList())));
  }

  /** Without the rest of the graph, numbers may fall otherwise: then names are made fast. */
  private Model renamed(List<Node> ends, Plan before) {
    Plan after = Plan.of(ends);
    IdentityHashMap<Junction.Spec, Junction.Spec> kept = new IdentityHashMap<>();
    for (Plan.Member member : after.members()) {
      String name = before.member(member.spec()).name();
      kept.put(
          member.spec(), name.equals(member.name()) ? member.spec() : member.spec().named(name));
    }
    Map<Call, List<Node>> copies = new HashMap<>();
    for (Call call : after.calls()) {
      Node[] from = call.from().stream().map(n -> copy(n, copies)).toArray(Node[]::new);
      copies.put(
          call,
          call.isInput()
              ? Node.outputsOf(call)
              : Node.joinAll(kept.getOrDefault(call.spec(), call.spec()), from));
    }
    return new Model(
        model.inputs().stream().filter(n -> copies.containsKey(n.call())).toList(),
        ends.stream().map(n -> copy(n, copies)).toList());
  }

  private static Node copy(Node node, Map<Call, List<Node>> copies) {
    return copies.getOrDefault(node.call(), List.of(node)).get(node.index());
  }
}
