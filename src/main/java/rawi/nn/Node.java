package rawi.nn;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A place in a graph, before there are numbers: an input, or what a layer makes of other nodes. A
 * {@link Model} is what lies between some nodes and others.
 *
 * <pre>{@code
 * Node tokens = Node.input("tokens", Shape.of(Shape.ANY));
 * Node words = tokens.then(new Embedding(1000, 64, true)).then(LSTM.of(32));
 * Node length = Node.input("length", Shape.of(1));
 * Node stars = Node.join(new Concatenate(), words, length).then(new Dense(5).named("stars"));
 * Model model = new Model(List.of(tokens, length), List.of(stars));
 * }</pre>
 *
 * <p>A layer is shared where the same object is used twice: it has one set of weights, and their
 * gradients add up. Nodes can only be made of nodes that are there, so a graph has no cycle.
 */
public final class Node {
  private final Call call;
  private final int index;

  private Node(Call call, int index) {
    this.call = call;
    this.index = index;
  }

  /**
   * Where data enters.
   *
   * @param shape of one example; {@link Shape#ANY} where batches may differ
   */
  public static Node input(String name, Shape shape) {
    return new Node(new Call(new InputLayer(name, shape), List.of(), List.of(shape)), 0);
  }

  /**
   * What a layer makes of this: anything with one input and one output, a model too.
   *
   * @throws IllegalArgumentException if the layer cannot take it; the message names both layers
   */
  public Node then(Junction.Spec layer) {
    return join(layer, this);
  }

  /**
   * What a junction makes of several nodes.
   *
   * @throws IllegalArgumentException if it cannot take them, or gives not exactly one output
   */
  public static Node join(Junction.Spec junction, Node... nodes) {
    List<Node> outputs = joinAll(junction, nodes);
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s has %d outputs: take them with Node.joinAll"
              .formatted(junction.name(), outputs.size()));
    }
    return outputs.get(0);
  }

  /**
   * All that a junction makes of some nodes: {@link #join} where there is more than one output.
   *
   * @throws IllegalArgumentException if it cannot take them; the message names the layers and their
   *     shapes
   */
  public static List<Node> joinAll(Junction.Spec junction, Node... nodes) {
    List<Node> from = List.of(nodes);
    List<Shape> shapes = from.stream().map(Node::shape).toList();
    Call call;
    try {
      call = new Call(junction, from, junction.outputShapes(shapes));
    } catch (IllegalArgumentException e) {
      List<String> names = Plan.namesFor(from, junction);
      String own = names.get(names.size() - 1);
      List<Misfit.Giver> givers =
          IntStream.range(0, nodes.length).mapToObj(i -> from.get(i).giver(names.get(i))).toList();
      throw Misfit.of(givers, own, e);
    }
    return outputsOf(call);
  }

  private Misfit.Giver giver(String name) {
    return new Misfit.Giver(name, call.from().stream().map(Node::shape).toList(), shape());
  }

  static List<Node> outputsOf(Call call) {
    return IntStream.range(0, call.outputs().size()).mapToObj(i -> new Node(call, i)).toList();
  }

  /** Of one example. */
  public Shape shape() {
    return call.outputs().get(index);
  }

  Call call() {
    return call;
  }

  /** Which of the call's outputs this is. */
  int index() {
    return index;
  }

  @Override
  public String toString() {
    return call.spec().name() + " " + shape();
  }
}
