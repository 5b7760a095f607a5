package rawi.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph put in order.
 *
 * @param calls as they are computed: each after all that it takes from
 * @param members the layers as Keras lists them: those farthest from the outputs first, and of like
 *     distance the one first met on the way back from the outputs
 */
record Plan(List<Call> calls, List<Member> members) {
  /** A layer with its uses, in the order of computation. */
  record Member(String name, Junction.Spec spec, List<Call> calls) {}

  /**
   * All that the outputs are made of.
   *
   * @throws IllegalArgumentException if two layers were given one name
   */
  static Plan of(List<Node> outputs) {
    Walk walk = new Walk();
    outputs.forEach(node -> walk.visit(node.call()));
    List<Junction.Spec> specs = walk.byDistance();
    List<String> names = Names.of(specs);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Junction.Spec spec = specs.get(i);
      List<Call> own = walk.calls.stream().filter(c -> c.spec() == spec).toList();
      members.add(new Member(names.get(i), spec, own));
    }
    return new Plan(List.copyOf(walk.calls), List.copyOf(members));
  }

  /** What the layers that these nodes come from are called, and then the one joining them. */
  static List<String> namesFor(List<Node> nodes, Junction.Spec joining) {
    Walk walk = new Walk();
    nodes.forEach(node -> walk.visit(node.call()));
    List<Junction.Spec> specs = new ArrayList<>(walk.byDistance());
    if (specs.stream().noneMatch(spec -> spec == joining)) {
      specs.add(joining);
    }
    List<String> names = Names.of(specs);
    IdentityHashMap<Junction.Spec, String> byLayer = new IdentityHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      byLayer.put(specs.get(i), names.get(i));
    }
    List<Junction.Spec> wanted = new ArrayList<>(nodes.stream().map(n -> n.call().spec()).toList());
    wanted.add(joining);
    return wanted.stream().map(spec -> byLayer.getOrDefault(spec, spec.name())).toList();
  }

  Member member(Junction.Spec spec) {
    return members.stream().filter(m -> m.spec() == spec).findFirst().orElseThrow();
  }

  /** From the outputs back to the inputs, each call once. */
  private static final class Walk {
    private final List<Call> calls = new ArrayList<>(); // each after those it takes from
    private final Set<Call> seen = new HashSet<>();
    private final IdentityHashMap<Junction.Spec, Integer> met = new IdentityHashMap<>();

    void visit(Call call) {
      if (!seen.add(call)) {
        return;
      }
      met.putIfAbsent(call.spec(), met.size());
      call.from().forEach(node -> visit(node.call()));
      calls.add(call);
    }

    /** The layers by their largest distance from the outputs, as Keras counts it. */
    List<Junction.Spec> byDistance() {
      Map<Call, Integer> ofCall = new HashMap<>();
      IdentityHashMap<Junction.Spec, Integer> ofLayer = new IdentityHashMap<>();
      for (int i = calls.size() - 1; i >= 0; i--) {
        Call call = calls.get(i);
        int own = ofCall.getOrDefault(call, 0);
        int distance = Math.max(own, ofLayer.getOrDefault(call.spec(), 0));
        ofCall.put(call, distance);
        ofLayer.put(call.spec(), distance);
        call.from().forEach(n -> ofCall.merge(n.call(), distance + 1, Math::max));
      }
      List<Junction.Spec> layers = new ArrayList<>(met.keySet());
      layers.sort(
          Comparator.<Junction.Spec>comparingInt(l -> -ofLayer.getOrDefault(l, 0))
              .thenComparingInt(l -> met.getOrDefault(l, 0)));
      return layers;
    }
  }
}
