package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.States;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

/** States that are given, handed on, and carried from batch to batch. */
class RecurrentStatesTest {
  private static final int BATCH = 3;
  private static final int TIME = 3;
  private static final int FEATURES = 2;
  private static final int UNITS = 2;

  static Stream<RecurrentSpec> cells() {
    return RecurrentGradientTest.cells().stream();
  }

  private static Signal random(int seed, long... shape) {
    return Signal.of(GradientCheck.random(seed, shape)).asDifferentiable();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("gradients flow through states given and returned, in every direction and mask")
  void gradients(RecurrentSpec cell) {
    for (boolean sequences : new boolean[] {true, false}) {
      RecurrentSpec one = cell.with(o -> o.returnSequences(sequences).returnState(true));
      for (Masks masks : Masks.values()) {
        boolean alsoOneStep = masks == Masks.NONE || masks == Masks.WHOLE_ROW;
        int[][] sizes = {{2, TIME}, {1, TIME}, {2, 1}};
        for (int[] size : Arrays.copyOf(sizes, alsoOneStep ? 3 : 2)) {
          Signal x =
              random(1, size[0], size[1], FEATURES)
                  .withMask(masks.of(size[0], size[1], DataType.DOUBLE));
          GradientCheck.check(one, inputs(x, cell.cell().states()));
          GradientCheck.check(one.with(o -> o.goBackwards(true)), inputs(x, cell.cell().states()));
          GradientCheck.check(new Bidirectional(one), inputs(x, 2 * cell.cell().states()));
        }
      }
      Signal x = random(1, BATCH, TIME, FEATURES);
      GradientCheck.check(
          new Bidirectional(one, MergeMode.NONE), inputs(x, 2 * cell.cell().states()));
    }
  }

  private static List<Signal> inputs(Signal x, int states) {
    List<Signal> all = new ArrayList<>(List.of(x));
    for (int i = 0; i < states; i++) {
      all.add(random(2 + i, x.values().size(0), UNITS));
    }
    return all;
  }

  private static List<INDArray> run(
      Junction built, List<Signal> in, Kernels kernels, States states) {
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.inference(kernels, arena).with(states);
          return built.forward(in, context).outputs().stream()
              .map(s -> Arena.outside(() -> s.values().dup('c')))
              .toList();
        });
  }

  private static Layer build(Layer.Spec spec) {
    return spec.build(Shape.of(TIME, FEATURES), new Weights(3, DataType.FLOAT));
  }

  private static INDArray steps(INDArray x, int from, int to) {
    return x.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
  }

  private static void assertSame(INDArray expected, INDArray actual) {
    assertClose(expected, actual, 1e-6);
  }

  private static List<Kernels> kernels() {
    return List.of(new Nd4jKernels(), new CpuKernels(new Workers(2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("two halves with the state handed on give what the whole gives")
  void handedOn(RecurrentSpec cell) {
    Layer layer = build(cell.with(o -> o.returnState(true)));
    INDArray x = GradientCheck.random(1, BATCH, TIME, FEATURES).castTo(DataType.FLOAT);
    for (Kernels kernels : kernels()) {
      List<INDArray> whole = run(layer, List.of(Signal.of(x)), kernels, new States());
      List<INDArray> first = run(layer, List.of(Signal.of(steps(x, 0, 2))), kernels, new States());
      List<Signal> rest = new ArrayList<>(List.of(Signal.of(steps(x, 2, TIME))));
      first.subList(1, first.size()).forEach(s -> rest.add(Signal.of(s)));
      List<INDArray> second = run(layer, rest, kernels, new States());
      for (int i = 0; i < whole.size(); i++) {
        assertSame(whole.get(i), second.get(i));
      }
      assertBits(whole.get(0), whole.get(1), "the first state is the last output");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("stateful, a batch goes on where the one before it ended, until its rows are reset")
  void stateful(RecurrentSpec cell) {
    Layer layer = build(cell.with(o -> o.stateful(true)));
    INDArray x = GradientCheck.random(1, BATCH, TIME, FEATURES).castTo(DataType.FLOAT);
    List<Signal> front = List.of(Signal.of(steps(x, 0, 2)));
    List<Signal> back = List.of(Signal.of(steps(x, 2, TIME)));
    for (Kernels kernels : kernels()) {
      INDArray whole = run(layer, List.of(Signal.of(x)), kernels, new States()).get(0);
      INDArray fresh = run(layer, back, kernels, new States()).get(0);
      States states = new States();
      run(layer, front, kernels, states);
      States other = states.copy();
      assertSame(whole, run(layer, back, kernels, states).get(0));
      assertNotEquals(fresh, whole);
      other.reset(1);
      INDArray mixed = run(layer, back, kernels, other).get(0);
      assertSame(whole.getRow(0), mixed.getRow(0));
      assertSame(fresh.getRow(1), mixed.getRow(1));
      states.reset();
      assertSame(fresh, run(layer, back, kernels, states).get(0));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName(
      "stateful, each direction of a Bidirectional goes on from its own states, as in Keras")
  void statefulBothWays(RecurrentSpec cell) {
    Layer.Spec stateful = new Bidirectional(cell.with(o -> o.stateful(true)));
    Layer given = build(new Bidirectional(cell.with(o -> o.returnState(true))));
    INDArray x = GradientCheck.random(1, BATCH, TIME, FEATURES).castTo(DataType.FLOAT);
    Signal front = Signal.of(steps(x, 0, 2));
    Signal back = Signal.of(steps(x, 2, TIME));
    for (Kernels kernels : kernels()) {
      Layer layer = build(stateful);
      States states = new States();
      run(layer, List.of(front), kernels, states);
      List<INDArray> first = run(given, List.of(front), kernels, new States());
      List<Signal> rest = new ArrayList<>(List.of(back));
      first.subList(1, first.size()).forEach(s -> rest.add(Signal.of(s)));
      INDArray expected = run(given, rest, kernels, new States()).get(0);
      assertSame(expected, run(layer, List.of(back), kernels, states).get(0));
      assertNotEquals(expected, run(layer, List.of(back), kernels, new States()).get(0));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("what does not fit is refused with what was expected and what came")
  void refusals(RecurrentSpec cell) {
    Layer stateful = build(cell.with(o -> o.stateful(true)));
    States states = new States();
    List<Kernels> kernels = kernels();
    Signal x = Signal.of(Nd4j.zeros(DataType.FLOAT, BATCH, TIME, FEATURES));
    run(stateful, List.of(x), kernels.get(0), states);
    Signal other = Signal.of(Nd4j.zeros(DataType.FLOAT, BATCH + 1, TIME, FEATURES));
    assertMessage("expected 3 rows as in the batch before, got 4", stateful, other, states);
    Signal wide = Signal.of(Nd4j.zeros(DataType.FLOAT, BATCH, TIME, FEATURES + 1));
    assertMessage(
        "expected (batch, time, 2) with at least one step, got (3, 3, 3)",
        stateful,
        wide,
        new States());
    Signal flat = Signal.of(Nd4j.zeros(DataType.FLOAT, BATCH, FEATURES));
    assertMessage(
        "expected (batch, time, 2) with at least one step, got (3, 2)",
        stateful,
        flat,
        new States());
    Signal masked = x.withMask(Optional.of(Nd4j.ones(DataType.FLOAT, BATCH, TIME + 1)));
    assertMessage("expected a mask of shape (3, 3), got (3, 4)", stateful, masked, new States());
    INDArray half = Nd4j.ones(DataType.FLOAT, BATCH, TIME).putScalar(1, 1, 0.5);
    assertMessage(
        "expected a mask of zeros and ones, got 0.5 in it",
        stateful,
        x.withMask(Optional.of(half)),
        new States());
    for (DataType type : List.of(DataType.DOUBLE, DataType.INT32)) {
      assertMessage(
          "expected an input of type FLOAT, as its weights are, got %s; use castTo"
              .formatted(type == DataType.INT32 ? "INT" : type),
          stateful,
          Signal.of(x.values().castTo(type)),
          new States());
    }
    Layer plain = build(cell);
    List<Signal> precise = new ArrayList<>(List.of(x));
    for (int i = 0; i < cell.cell().states(); i++) {
      precise.add(Signal.of(Nd4j.zeros(DataType.DOUBLE, BATCH, UNITS)));
    }
    IllegalArgumentException wide64 =
        assertThrows(
            IllegalArgumentException.class,
            () -> run(plain, precise, kernels.get(0), new States()));
    assertTrue(
        String.valueOf(wide64.getMessage()).contains("initial states of type FLOAT"),
        wide64.getMessage());
    List<Signal> wrong = new ArrayList<>(List.of(x));
    for (int i = 0; i < cell.cell().states(); i++) {
      wrong.add(Signal.of(Nd4j.zeros(DataType.FLOAT, BATCH + 1, UNITS)));
    }
    for (Kernels kernel : kernels) {
      IllegalArgumentException state =
          assertThrows(
              IllegalArgumentException.class, () -> run(plain, wrong, kernel, new States()));
      assertTrue(String.valueOf(state.getMessage()).contains("initial states"));
    }
    assertThrows(IllegalArgumentException.class, () -> states.reset(BATCH));
    Shape sequence = Shape.of(TIME, FEATURES);
    String type = cell.getClass().getSimpleName();
    assertEquals(
        type
            + ": expected (batch, time, features) with a known number of features, got one example"
            + " of shape (any, any); the number of steps may be left open, that of features is the kernel's",
        assertThrows(
                IllegalArgumentException.class,
                () -> cell.outputShape(Shape.of(Shape.ANY, Shape.ANY)))
            .getMessage());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> cell.outputShapes(List.of(sequence, Shape.of(UNITS + 1))));
    assertTrue(String.valueOf(e.getMessage()).contains("of shapes [(2)"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bidirectional(cell.with(o -> o.goBackwards(true))));
    assertThrows(
        IllegalArgumentException.class,
        () -> cell.with(o -> o.returnState(true)).outputShape(sequence));
    assertEquals(
        type + ": expected a dropout in [0, 1), got 1.0",
        assertThrows(IllegalArgumentException.class, () -> cell.with(o -> o.dropout(1)))
            .getMessage());
    assertEquals(
        type + ": expected a recurrentDropout in [0, 1), got NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> cell.with(o -> o.recurrentDropout(Double.NaN)))
            .getMessage());
  }

  private static void assertMessage(String part, Layer layer, Signal in, States states) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> run(layer, List.of(in), new Nd4jKernels(), states));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }
}
