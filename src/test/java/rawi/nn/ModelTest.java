package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.embeddings.Embedding;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.GlobalAveragePooling1D;
import rawi.recurrent.LSTM;

class ModelTest {
  /** The sum of all inputs, given twice; every gradient is the same array. */
  private record Sum(int outputs) implements Junction.Spec {
    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      if (inputs.stream().distinct().count() != 1) {
        throw new IllegalArgumentException("Sum: expected inputs of one shape, got " + inputs);
      }
      return inputs.subList(0, 1).stream().flatMap(s -> copies(s).stream()).toList();
    }

    private <T> List<T> copies(T one) {
      return java.util.Collections.nCopies(outputs, one);
    }

    @Override
    public Junction build(List<Shape> inputs, Weights weights) {
      return (in, context) -> {
        INDArray y = in.get(0).values().dup('c');
        in.stream().skip(1).forEach(s -> y.addi(s.values()));
        boolean wanted = in.stream().anyMatch(Signal::differentiable);
        return new JunctionPass(
            copies(new Signal(y, in.get(0).mask(), wanted)),
            d -> {
              Optional<INDArray> dy = d.stream().flatMap(Optional::stream).reduce(INDArray::add);
              return in.stream().map(s -> dy.filter(x -> s.differentiable())).toList();
            });
      };
    }
  }

  private static final Sum ADD = new Sum(1);
  private static final Signal X = Signal.of(GradientCheck.random(1, 4, 3));
  private static final Signal Z = Signal.of(GradientCheck.random(2, 4, 3));
  private static final INDArray IDS =
      Nd4j.createFromArray(new int[][] {{4, 2, 4, 0}, {1, 0, 0, 0}});

  private final Node a = Node.input("a", Shape.of(3));
  private final Node b = Node.input("b", Shape.of(3));

  private static void check(Junction.Spec model, Signal... inputs) {
    GradientCheck.check(model, List.of(inputs));
  }

  private static Network build(Model model) {
    return Network.of(model, new Weights(1, DataType.DOUBLE));
  }

  private static List<INDArray> run(Junction junction, Signal... inputs) {
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    return junction.forward(List.of(inputs), context).outputs().stream()
        .map(Signal::values)
        .toList();
  }

  private static String refusal(Runnable work) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  @Test
  @DisplayName("a chain computes what the same Sequential does, with the same names")
  void chain() {
    Model model = Model.of(a, a.then(new Dense(4)).then(new Dropout(0.5)).then(new Dense(2)));
    Sequential sequential = Sequential.of(new Dense(4), new Dropout(0.5), new Dense(2));
    Network one = build(model);
    Network other = Network.of(sequential, Shape.of(3), new Weights(1, DataType.DOUBLE));
    assertBits(other.weights(), one.weights());
    assertEquals(
        List.of("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"), names(one));
    assertBits(run(other, X), run(one, X));
  }

  private static List<String> names(Junction junction) {
    return junction.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  @DisplayName("a shared layer has one set of weights, and its gradients add up")
  void shared() {
    Dense twice = new Dense(3);
    Model model = new Model(List.of(a, b), List.of(Node.join(ADD, a.then(twice), b.then(twice))));
    assertEquals(List.of("dense/kernel", "dense/bias"), names(build(model)));
    check(model, X, Z);
    check(model, X.asDifferentiable(), Z.asDifferentiable());
    Model after = Model.of(a, a.then(twice).then(new Dense(3)).then(twice));
    assertEquals(4, names(build(after)).size());
    check(after, X.asDifferentiable());
  }

  @Test
  @DisplayName("a node that is used more than once gets the sum of what comes back")
  void usedAgain() {
    Node hidden = a.then(new Dense(3));
    Node left = hidden.then(new Dense(3));
    Node sum = Node.join(ADD, hidden, left, hidden);
    Model model = new Model(List.of(a), List.of(Node.join(ADD, sum, left), hidden));
    check(model, X);
    check(model, X.asDifferentiable());
  }

  @Test
  @DisplayName(
      "gradients are right with several inputs, several outputs, and outputs of one junction")
  void several() {
    Node hidden = Node.join(ADD, a.then(new Dense(2)), b.then(new Dense(2)));
    List<Node> both = Node.joinAll(new Sum(2), hidden, hidden.then(new Dense(2)));
    Model model =
        new Model(List.of(a, b), List.of(both.get(1).then(new Dense(1)), both.get(0), hidden));
    assertEquals(List.of("dense_3", "sum_1", "sum"), model.outputNames());
    check(model, X, Z);
    check(model, X.asDifferentiable(), Z);
    assertEquals(List.of(Shape.of(1), Shape.of(2), Shape.of(2)), build(model).outputs());
  }

  @Test
  @DisplayName("an input may be an output too")
  void through() {
    Model model = new Model(List.of(a), List.of(a, a.then(new Dense(2))));
    check(model, X);
    check(model, X.asDifferentiable());
    assertBits(X.values(), run(build(model), X).get(0));
  }

  @Test
  @DisplayName("models and Sequentials are parts of models, shared or not")
  void nested() {
    Node z = Node.input("z", Shape.of(3));
    Model inner =
        new Model(List.of(z), List.of(Node.join(ADD, z, z.then(Sequential.of(new Dense(3))))));
    Node once = a.then(inner);
    Model outer =
        Model.of(a, Node.join(ADD, once.then(inner), once.then(inner.asLayer().named("again"))));
    assertEquals(
        List.of(
            "model/sequential/dense/kernel",
            "model/sequential/dense/bias",
            "again/sequential/dense/kernel",
            "again/sequential/dense/bias"),
        names(build(outer)));
    check(outer, X);
    check(Sequential.of(new Dense(3), inner.asLayer(), new Dense(1)), X.asDifferentiable());
  }

  @Test
  @DisplayName("masks flow with the signals")
  void masks() {
    Node ids = Node.input("ids", Shape.of(Shape.ANY));
    Node words =
        ids.then(new Embedding(6, 3, true)).then(LSTM.of(2).with(o -> o.returnSequences(true)));
    Model model =
        new Model(
            List.of(ids),
            List.of(Node.join(ADD, words, words).then(new GlobalAveragePooling1D()), words));
    check(model, Signal.of(IDS));
    List<Signal> outputs =
        build(model)
            .forward(List.of(Signal.of(IDS)), Context.inference(new Nd4jKernels(), new Arena()))
            .outputs();
    assertTrue(outputs.get(0).mask().isEmpty());
    assertBits(IDS.neq(0).castTo(DataType.DOUBLE), outputs.get(1).mask().orElseThrow());
    INDArray steps = outputs.get(1).values();
    assertEquals(steps.getDouble(1, 0, 0) * 2, outputs.get(0).values().getDouble(1, 0), 1e-12);
  }

  @Test
  @DisplayName("below frozen layers nothing is computed on the way back")
  void frozen() {
    List<String> back = new ArrayList<>();
    Layer.Spec spy =
        new Layer.Spec() {
          @Override
          public Shape outputShape(Shape input) {
            return input;
          }

          @Override
          public String name() {
            return "spy";
          }

          @Override
          public Layer build(Shape input, Weights weights) {
            return (in, context) ->
                new Pass(
                    in,
                    d -> {
                      back.add("called");
                      return in.differentiable() ? Optional.of(d) : Optional.empty();
                    });
          }
        };
    Model model = Model.of(a, a.then(new Dense(3)).then(spy).then(new Dense(2)));
    Network network = build(model);
    network.part("dense").setTrainable(false);
    JunctionPass pass =
        network.forward(List.of(X), Context.training(new Nd4jKernels(), new Arena(), 1));
    pass.backward().apply(List.of(Optional.of(GradientCheck.random(3, 4, 2))));
    assertEquals(List.of(), back);
    assertEquals(0, network.parameters().get(0).squaredGradientNorm());
    assertTrue(network.parameters().get(2).squaredGradientNorm() > 0);
    network.parameters().forEach(Parameter::clearGradient);
    network.setTrainable(false);
    JunctionPass none =
        network.forward(List.of(X), Context.training(new Nd4jKernels(), new Arena(), 1));
    none.backward().apply(List.of(Optional.of(GradientCheck.random(3, 4, 2))));
    network.parameters().forEach(p -> assertEquals(0, p.squaredGradientNorm(), p.name()));
    network.setTrainable(true);
    GradientCheck.check(network, List.of(X));
    assertFalse(back.isEmpty());
  }

  @Test
  @DisplayName("layers are listed as Keras lists them, given names stay, others go round them")
  void order() {
    Dense given = new Dense(2);
    Node left = a.then(new Dense(4)).then(new Dense(4));
    Node right = b.then(given.named("dense_1")).then(new Dense(4));
    Model model = new Model(List.of(b, a), List.of(Node.join(ADD, left, right)));
    assertEquals(
        List.of("a", "b", "dense", "dense_1", "dense_2", "dense_3", "sum"),
        build(model).parts().stream().map(Part::name).toList());
    assertEquals(List.of("dense_2[0][0]", "dense_3[0][0]"), build(model).part("sum").from());
  }

  @Test
  @DisplayName("an input that nothing uses, and one that is missing, are refused by name")
  void inputs() {
    Node out = a.then(new Dense(2));
    assertEquals(
        "model: no output depends on input 'b': leave it out or connect it",
        refusal(() -> new Model(List.of(a, b), List.of(out))));
    Node both = Node.join(ADD, a, b);
    assertEquals(
        "model: output 'dense' depends on input 'b', which is not among the inputs: add it",
        refusal(() -> Model.of(a, both.then(new Dense(2)))));
    assertEquals(
        "model: input 'a' stands twice among the inputs",
        refusal(() -> new Model(List.of(a, a), List.of(out))));
    assertEquals(
        "model: input dense (2) is what a layer computes; expected one made by Node.input",
        refusal(() -> Model.of(out, out)));
    assertEquals(
        "two layers are named 'a': give one of them another name",
        refusal(() -> Model.of(a, a.then(new Dense(2).named("a")))));
  }

  @Test
  @DisplayName("a layer that does not fit is refused with both names and both shapes")
  void misfits() {
    Node hidden = a.then(new Dense(8)).then(new Dense(2));
    assertEquals(
        "dense_1 gives (2); lstm cannot take it: LSTM: expected (batch, time, features), got one"
            + " example of shape (2); give it (time, features), such as Reshape or RepeatVector do",
        refusal(() -> hidden.then(LSTM.of(3))));
    assertEquals(
        "dense_1 gives (2), b gives (3); sum cannot take them: Sum: expected inputs of one shape,"
            + " got [(2), (3)]",
        refusal(() -> Node.join(ADD, hidden, b)));
    assertEquals(
        "sum has 2 outputs: take them with Node.joinAll",
        refusal(() -> Node.join(new Sum(2), a, b)));
    Dense shared = new Dense(3);
    Node c = Node.input("c", Shape.of(5));
    Model model = new Model(List.of(a, c), List.of(Node.join(ADD, a.then(shared), c.then(shared))));
    assertEquals(
        "layer 'dense' is shared by inputs [(3)] and [(5)], but weights [(3, 3), (3)] do not fit"
            + " [(5, 3), (3)]; use two layers",
        refusal(() -> build(model)));
  }

  @Test
  @DisplayName("data of another shape than the model was built for is refused by the input's name")
  void data() {
    Network network = build(Model.of(a, a.then(new Dense(2))));
    assertEquals(
        "a: expected (batch, 3), got (4, 5)",
        refusal(() -> run(network, Signal.of(GradientCheck.random(1, 4, 5)))));
    assertEquals("expected 1 inputs (a), got 2", refusal(() -> run(network, X, Z)));
  }

  @Test
  @DisplayName("layers are found by name, also within models, and unknown names list the known")
  void parts() {
    Network network =
        build(Model.of(a, a.then(Sequential.of(new Dense(4), new Dense(2)).named("head"))));
    network.part("head/dense_1").setTrainable(false);
    assertEquals(
        List.of("head/dense/kernel", "head/dense/bias"),
        network.parameters().stream().filter(Parameter::trainable).map(Parameter::name).toList());
    assertEquals(
        "no layer is named 'head/lstm'; there are dense, dense_1",
        refusal(() -> network.part("head/lstm")));
    assertEquals("no layer is named 'x'; there are a, head", refusal(() -> network.part("x")));
  }

  @Test
  @DisplayName("a part alone, and a model that ends early, have the same weights, not copies")
  void partsAlone() {
    Node features = a.then(new Dense(4).named("first")).then(new Dense(3));
    Network network = build(Model.of(a, features.then(Sequential.of(new Dense(2)).named("head"))));
    Network head = network.sub("head");
    assertEquals(List.of("dense/kernel", "dense/bias"), names(head));
    Network early = network.upTo("dense");
    assertEquals(List.of("first/kernel", "first/bias", "dense/kernel", "dense/bias"), names(early));
    assertBits(run(network, X), run(head, Signal.of(run(early, X).get(0))));
    assertSame(network.parameters().get(0).value(), early.parameters().get(0).value());
    assertEquals(List.of("kernel", "bias"), names(network.sub("first")));
    assertEquals(
        "no layer is named 'last'; there are a, first, dense, head",
        refusal(() -> network.upTo("last")));
  }

  @Test
  @DisplayName("a model that ends early keeps its layers' names, also where numbers would move")
  void namesStay() {
    Node left = a.then(new Dense(4)).then(new Dense(4));
    Node right = b.then(new Dense(4)).then(new Dense(4));
    Network whole = build(new Model(List.of(a, b), List.of(Node.join(ADD, left, right))));
    Network early = whole.upTo("dense_3");
    assertEquals(List.of("b"), early.inputNames());
    assertEquals(
        List.of("dense_1/kernel", "dense_1/bias", "dense_3/kernel", "dense_3/bias"), names(early));
    assertEquals(
        names(early), names(early.spec().build(early.inputs(), new Weights(1, DataType.FLOAT))));
    Network chain =
        Network.of(
            Sequential.of(new Dense(4), new Dense(3), new Dense(2).named("dense_2")),
            Shape.of(3),
            new Weights(1, DataType.DOUBLE));
    assertEquals(List.of("dense/kernel", "dense/bias"), names(chain.upTo("dense")));
  }

  @Test
  @DisplayName("a network in another model shares its weights, learns with it and freezes with it")
  void reused() {
    Network base = build(Model.of(a, a.then(new Dense(3))));
    Model larger = Model.of(b, b.then(base.reused().named("base")).then(new Dense(2)));
    Network whole = build(larger);
    assertEquals(
        List.of("base/dense/kernel", "base/dense/bias", "dense/kernel", "dense/bias"),
        names(whole));
    assertSame(base.parameters().get(0).value(), whole.parameters().get(0).value());
    check(larger, X);
    base.setTrainable(false);
    assertEquals(2, whole.parameters().stream().filter(Parameter::trainable).count());
    assertEquals(
        List.of("base/dense/kernel", "base/dense/bias"),
        names(whole.part("base").built().orElseThrow()));
    assertEquals(List.of("dense/kernel", "dense/bias"), names(whole.sub("base")));
  }

  @Test
  @DisplayName("weights are taken on by name; a missing, unknown or misshapen one is refused")
  void load() {
    Network one = build(Model.of(a, a.then(new Dense(2))));
    Network other = Network.of(Model.of(a, a.then(new Dense(2))), new Weights(7, DataType.DOUBLE));
    other.load(one.weights());
    assertBits(run(one, X), run(other, X));
    var some = new java.util.LinkedHashMap<>(one.weights());
    some.remove("dense/bias");
    assertEquals(
        "no weight is named dense/bias; there are dense/kernel", refusal(() -> other.load(some)));
    some.put("dense/bias", Nd4j.zeros(3));
    assertEquals("dense/bias: expected (2), got (3)", refusal(() -> other.load(some)));
    some.put("lstm/kernel", Nd4j.zeros(3));
    assertEquals("the model has no weight lstm/kernel", refusal(() -> other.load(some)));
  }
}
