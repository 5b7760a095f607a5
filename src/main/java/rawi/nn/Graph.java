package rawi.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A built {@link Model}: the calls of its layers in an order in which each comes after those it
 * takes from. The way back is the same order reversed; where a place is used more than once, what
 * comes back is added.
 *
 * @param inputs the places that the inputs are put in
 * @param outputs the places that the outputs are taken from
 */
record Graph(
    List<Part> parts, List<Step> steps, List<Integer> inputs, List<Integer> outputs, int places)
    implements Composite {

  /** One call: from these places to those that begin at {@code to}. */
  record Step(Part part, List<Integer> from, int to) {}

  /** Makes, or finds, what computes a layer. */
  @FunctionalInterface
  interface Builder {
    Junction build(Plan.Member member, List<Shape> inputs);
  }

  static Graph of(Model model, List<Shape> inputs, Builder builder) {
    Plan plan = model.plan();
    Map<Call, List<Shape>> shapes = model.shapes(plan, inputs);
    Map<Call, Integer> first = new HashMap<>(); // place of a call's first output
    int places = 0;
    for (Call call : plan.calls()) {
      first.put(call, places);
      places += call.outputs().size();
    }
    IdentityHashMap<Junction.Spec, Part> parts = new IdentityHashMap<>();
    List<Part> inOrder = new ArrayList<>();
    for (Plan.Member member : plan.members()) {
      Part part = part(member, plan, shapes, builder);
      parts.put(member.spec(), part);
      inOrder.add(part);
    }
    List<Step> steps = new ArrayList<>();
    for (Call call : plan.calls()) {
      if (!call.isInput()) {
        steps.add(
            new Step(
                Optional.ofNullable(parts.get(call.spec())).orElseThrow(),
                call.from().stream().map(n -> place(n, first)).toList(),
                first.getOrDefault(call, 0)));
      }
    }
    return new Graph(
        List.copyOf(inOrder),
        List.copyOf(steps),
        model.inputs().stream().map(n -> place(n, first)).toList(),
        model.outputs().stream().map(n -> place(n, first)).toList(),
        places);
  }

  private static int place(Node node, Map<Call, Integer> first) {
    return first.getOrDefault(node.call(), 0) + node.index();
  }

  private static Part part(
      Plan.Member member, Plan plan, Map<Call, List<Shape>> shapes, Builder builder) {
    Call call = member.calls().get(0);
    List<Shape> outputs = shapes.getOrDefault(call, call.outputs());
    if (call.isInput()) {
      return new Part(member.name(), member.spec(), Optional.empty(), outputs, outputs, List.of());
    }
    List<Shape> inputs = taken(call, shapes);
    for (Call other : member.calls()) {
      requireSameWeights(member, inputs, taken(other, shapes));
    }
    List<String> from = new ArrayList<>();
    member.calls().forEach(c -> c.from().forEach(n -> from.add(source(n, plan))));
    Junction built = builder.build(member, inputs);
    return new Part(member.name(), member.spec(), Optional.of(built), inputs, outputs, from);
  }

  private static List<Shape> taken(Call call, Map<Call, List<Shape>> shapes) {
    return call.from().stream().map(n -> Model.shape(n, shapes)).toList();
  }

  /** A shared layer has one set of weights, whatever shapes it is used with. */
  private static void requireSameWeights(Plan.Member layer, List<Shape> one, List<Shape> other) {
    if (one.equals(other)) {
      return;
    }
    List<Shape> ofOne = weights(layer, one);
    List<Shape> ofOther = weights(layer, other);
    if (!ofOne.equals(ofOther)) {
      throw new IllegalArgumentException(
          "layer '%s' is shared by inputs %s and %s, but weights %s do not fit %s; use two layers"
              .formatted(layer.name(), one, other, ofOne, ofOther));
    }
  }

  private static List<Shape> weights(Plan.Member layer, List<Shape> inputs) {
    return layer.spec().build(inputs, Weights.undrawn(DataType.FLOAT)).parameters().stream()
        .map(Parameter::shape)
        .toList();
  }

  private static String source(Node node, Plan plan) {
    Plan.Member giver = plan.member(node.call().spec());
    return "%s[%d][%d]".formatted(giver.name(), giver.calls().indexOf(node.call()), node.index());
  }

  @Override
  public List<Parameter> parameters() {
    return parts.stream().flatMap(p -> p.parameters().stream()).distinct().toList();
  }

  @Override
  public JunctionPass forward(List<Signal> given, Context context) {
    return forward(given, context, Watch.none());
  }

  @Override
  public JunctionPass forward(List<Signal> given, Context context, Watch watch) {
    Signal[] signals = new Signal[places];
    for (int i = 0; i < given.size(); i++) {
      signals[inputs.get(i)] = given.get(i);
    }
    List<JunctionPass> passes = new ArrayList<>(steps.size());
    for (Step step : steps) {
      List<Signal> taken = step.from.stream().map(place -> signals[place]).toList();
      JunctionPass pass = step.part.forward(taken, context, watch);
      passes.add(pass);
      for (int i = 0; i < pass.outputs().size(); i++) {
        signals[step.to + i] = pass.outputs().get(i);
      }
    }
    return new JunctionPass(
        outputs.stream().map(place -> signals[place]).toList(), d -> backward(given, passes, d));
  }

  private List<Optional<INDArray>> backward(
      List<Signal> given, List<JunctionPass> passes, List<Optional<INDArray>> dOutputs) {
    GradientSums sums = new GradientSums(places);
    for (int i = 0; i < dOutputs.size(); i++) {
      sums.add(outputs.get(i), dOutputs.get(i));
    }
    for (int s = steps.size() - 1; s >= 0; s--) {
      Step step = steps.get(s);
      JunctionPass pass = passes.get(s);
      List<Optional<INDArray>> d =
          IntStream.range(step.to, step.to + pass.outputs().size()).mapToObj(sums::at).toList();
      if (d.stream().anyMatch(Optional::isPresent)) {
        List<Optional<INDArray>> back = pass.backward().apply(d);
        for (int i = 0; i < back.size(); i++) {
          sums.add(step.from.get(i), back.get(i));
        }
      }
    }
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> sums.at(inputs.get(i)).filter(sum -> given.get(i).differentiable()))
        .toList();
  }
}
