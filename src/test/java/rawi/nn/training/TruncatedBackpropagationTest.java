package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.States;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.TimeDistributed;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.losses.Weighting;
import rawi.nn.training.TruncatedBackpropagation.Sequences;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.RecurrentSpec;

class TruncatedBackpropagationTest {
  private static final int TIME = 6;
  private static final Sequences DATA =
      new Sequences(
          GradientCheck.random(1, 2, TIME, 3),
          Nd4j.createFromArray(new int[][] {{0, 1, 1, 0, 1, 0}, {1, 1, 0, 0, 0, 1}}),
          Optional.of(Nd4j.create(new double[][] {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 0, 1}})));
  private static final Loss LOSS = new SparseCategoricalCrossentropy();

  private static Sequential spec() {
    RecurrentSpec first = LSTM.of(3).with(o -> o.returnSequences(true).stateful(true));
    RecurrentSpec second = GRU.of(2).with(o -> o.returnSequences(true).stateful(true));
    return Sequential.of(first, second, new TimeDistributed(new Dense(2)));
  }

  private static Layer model() {
    return spec().build(Shape.of(Shape.ANY, 3), new Weights(1, DataType.DOUBLE));
  }

  /** The gradients added up over all updates, none of which changes a weight. */
  private static List<INDArray> gradients(int k1, int k2) {
    Layer model = model();
    new TruncatedBackpropagation(k1, k2)
        .train(model, DATA, LOSS, new States(), new Nd4jKernels(), i -> i, () -> {});
    return gradients(model);
  }

  private static List<INDArray> gradients(Layer model) {
    return model.parameters().stream().map(Parameter::gradient).toList();
  }

  @Test
  @DisplayName("a network learns what the layer that it is built of learns; of two outputs none")
  void network() {
    Network network = Network.of(spec(), Shape.of(Shape.ANY, 3), new Weights(1, DataType.DOUBLE));
    new TruncatedBackpropagation(2, 4)
        .train(network, DATA, LOSS, new States(), new Nd4jKernels(), i -> i, () -> {});
    assertSame(gradients(2, 4), network.parameters().stream().map(Parameter::gradient).toList());
    Node x = Node.input("x", Shape.of(Shape.ANY, 3));
    Node y = x.then(spec());
    Network two = Network.of(new Model(List.of(x), List.of(y, y)), new Weights(1, DataType.DOUBLE));
    assertEquals(
        "truncated back-propagation: expected a model with one output, got 2",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new TruncatedBackpropagation(2, 4)
                        .train(two, DATA, LOSS, new States(), new Nd4jKernels(), i -> i, () -> {}))
            .getMessage());
  }

  /** The gradients of the losses of these windows, each a mean, through the whole sequence. */
  private static List<INDArray> whole(int k1) {
    Layer model = model();
    for (int from = 0; from < TIME; from += k1) {
      Arena arena = new Arena();
      var pass =
          model.forward(
              Signal.of(DATA.inputs(), DATA.mask().orElseThrow()),
              Context.training(new Nd4jKernels(), arena, 1));
      INDArray mask = DATA.mask().orElseThrow().dup();
      for (int t = 0; t < TIME; t++) {
        if (t < from || t >= from + k1) {
          mask.getColumn(t).assign(0);
        }
      }
      Loss.Value value =
          LOSS.of(
              pass.output().values(),
              DATA.targets(),
              Weighting.none().withMask(Optional.of(mask)),
              new Nd4jKernels());
      pass.backward().apply(value.gradient());
    }
    return gradients(model);
  }

  private static void assertSame(List<INDArray> expected, List<INDArray> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertClose(expected.get(i), actual.get(i), 1e-12);
    }
  }

  @Test
  @DisplayName(
      "reaching back to the beginning it is full back-propagation, however often it updates")
  void full() {
    for (int k1 : new int[] {1, 2, 3, TIME}) {
      assertSame(whole(k1), gradients(k1, TIME));
    }
  }

  @Test
  @DisplayName("cut off earlier it differs, and each k2 differs from the others")
  void cut() {
    List<INDArray> seen = new ArrayList<>();
    for (int k2 = 2; k2 <= TIME; k2 += 2) {
      INDArray recurrent = gradients(2, k2).get(1);
      seen.forEach(other -> assertNotEquals(other, recurrent));
      seen.add(recurrent);
    }
  }

  @Test
  @DisplayName("what a window is computed from are the states that all steps before it left")
  void states() {
    for (int k2 : new int[] {2, 4}) {
      Layer model = model();
      States states = new States();
      List<Double> losses = new ArrayList<>();
      double mean =
          new TruncatedBackpropagation(2, k2)
              .train(model, DATA, LOSS, states, new Nd4jKernels(), i -> i, () -> losses.add(1.0));
      assertEquals(3, losses.size());
      States once = new States();
      var pass =
          model.forward(
              Signal.of(DATA.inputs(), DATA.mask().orElseThrow()),
              Context.inference(new Nd4jKernels(), new Arena()).with(once));
      double expected = 0;
      for (int from = 0; from < TIME; from += 2) {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, 2, TIME);
        for (int t = from; t < from + 2; t++) {
          mask.getColumn(t).assign(DATA.mask().orElseThrow().getColumn(t));
        }
        expected +=
            LOSS.of(
                        pass.output().values(),
                        DATA.targets(),
                        Weighting.none().withMask(Optional.of(mask)),
                        new Nd4jKernels())
                    .value()
                / 3;
      }
      assertEquals(expected, mean, 1e-12);
    }
  }

  @Test
  @DisplayName("a window masked in every row is left out, whatever k2, and states pass over it")
  void maskedWindows() {
    INDArray mask = Nd4j.create(new double[][] {{1, 1, 0, 0, 1, 1}, {0, 1, 0, 0, 1, 0}});
    Sequences gap = new Sequences(DATA.inputs(), DATA.targets(), Optional.of(mask));
    States once = new States();
    Layer reader = model();
    reader.forward(
        Signal.of(DATA.inputs(), mask),
        Context.inference(new Nd4jKernels(), new Arena()).with(once));
    for (int k2 : new int[] {2, 4, TIME}) {
      Layer model = model();
      States states = new States();
      List<Double> updates = new ArrayList<>();
      new TruncatedBackpropagation(2, k2)
          .train(model, gap, LOSS, states, new Nd4jKernels(), i -> i, () -> updates.add(1.0));
      assertEquals(2, updates.size(), "k2 " + k2);
      Signal next = Signal.of(DATA.inputs());
      assertClose(output(reader, next, once), output(model, next, states), 1e-12);
    }
  }

  private static INDArray output(Layer model, Signal in, States states) {
    Context context = Context.inference(new Nd4jKernels(), new Arena()).with(states.copy());
    return model.forward(in, context).output().values();
  }

  @Test
  @DisplayName("a gradient that goes back less far than an update's steps is refused")
  void refusal() {
    assertThrows(IllegalArgumentException.class, () -> new TruncatedBackpropagation(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new TruncatedBackpropagation(0, 2));
  }
}
