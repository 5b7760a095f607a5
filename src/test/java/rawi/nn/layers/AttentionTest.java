package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

class AttentionTest {
  static Stream<Junction.Spec> specs() {
    List<Junction.Spec> all = new ArrayList<>();
    for (boolean scale : new boolean[] {true, false}) {
      for (double dropout : new double[] {0, 0.4}) {
        for (boolean causal : new boolean[] {true, false}) {
          for (boolean scores : new boolean[] {true, false}) {
            all.add(new Attention(scale, dropout, causal, scores));
            all.add(new AdditiveAttention(scale, dropout, causal, scores));
          }
        }
      }
    }
    return all.stream();
  }

  private static Signal random(int seed, Optional<INDArray> mask, long... shape) {
    return Signal.of(GradientCheck.random(seed, shape)).withMask(mask);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("specs")
  @DisplayName("the backward pass equals difference quotients, masked and not, with a key or none")
  void gradients(Junction.Spec spec) {
    Optional<INDArray> mask = Optional.of(Nd4j.create(new double[][] {{1, 1, 0, 0}, {1, 0, 1, 1}}));
    Optional<INDArray> queryMask = Optional.of(Nd4j.create(new double[][] {{1, 1, 1}, {1, 1, 0}}));
    for (boolean masked : new boolean[] {true, false}) {
      Signal query = random(1, queryMask.filter(m -> masked), 2, 3, 5);
      Signal value = random(2, mask.filter(m -> masked), 2, 4, 5);
      GradientCheck.check(spec, List.of(query.asDifferentiable(), value.asDifferentiable()));
      Signal wide = random(3, mask.filter(m -> masked), 2, 4, 2);
      Signal key = random(4, Optional.empty(), 2, 4, 5);
      GradientCheck.check(
          spec, List.of(query.asDifferentiable(), wide.asDifferentiable(), key.asDifferentiable()));
    }
    Signal one = random(5, Optional.empty(), 1, 1, 3);
    GradientCheck.check(
        spec,
        List.of(one.asDifferentiable(), random(6, Optional.empty(), 1, 1, 3).asDifferentiable()));
  }

  @Test
  @DisplayName("what stands at a masked step of query, value or key may be anything, NaN too")
  void maskedNaN() {
    INDArray live = Nd4j.create(new double[][] {{1, 1, 1, 0}, {1, 0, 1, 1}});
    List<Signal> clean = new ArrayList<>();
    List<Signal> spoilt = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      INDArray x = GradientCheck.random(i, 2, 4, 3);
      INDArray nan = x.dup();
      nan.putScalar(new int[] {0, 3, 1}, Double.NaN);
      nan.putScalar(new int[] {1, 1, 0}, Double.POSITIVE_INFINITY);
      clean.add(Signal.of(x, live).asDifferentiable());
      spoilt.add(Signal.of(nan, live).asDifferentiable());
    }
    for (Junction.Spec spec : List.of(new Attention(), new AdditiveAttention())) {
      for (int n = 2; n <= 3; n++) {
        Signal[] some = clean.subList(0, n).toArray(Signal[]::new);
        Signal[] others = spoilt.subList(0, n).toArray(Signal[]::new);
        assertClose(Run.infer(spec, some).values(), Run.infer(spec, others).values(), 1e-12);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("specs")
  @DisplayName("whichever of query, value and key want a gradient get it, alone or with the others")
  void eachInput(Junction.Spec spec) {
    Optional<INDArray> mask = Optional.of(Nd4j.create(new double[][] {{1, 1, 0, 0}, {1, 0, 1, 1}}));
    for (int wanted = 1; wanted < 8; wanted++) {
      Signal[] inputs = {
        random(1, Optional.empty(), 2, 3, 5), random(3, mask, 2, 4, 2), random(4, mask, 2, 4, 5)
      };
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (wanted >> i) % 2 == 1 ? inputs[i].asDifferentiable() : inputs[i];
      }
      GradientCheck.check(spec, List.of(inputs));
    }
    GradientCheck.check(
        spec,
        List.of(
            random(1, Optional.empty(), 1, 1, 3).asDifferentiable(),
            random(2, Optional.empty(), 1, 1, 2).asDifferentiable(),
            random(3, Optional.empty(), 1, 1, 3).asDifferentiable()));
  }

  @Test
  @DisplayName("inputs of different batches or times, and masks that are none, get one clear line")
  void misfits() {
    Signal query = random(1, Optional.empty(), 2, 3, 5);
    Signal value = random(2, Optional.empty(), 2, 4, 5);
    for (Junction.Spec spec : List.of(new Attention(), new AdditiveAttention())) {
      String layer = spec.getClass().getSimpleName();
      assertEquals(
          layer
              + ": expected query (batch, Tq, dim), value (batch, Tv, size) and key (batch, Tv,"
              + " dim) of one batch, got shapes (2, 3, 5), (3, 4, 5) and (3, 4, 5)",
          refusal(spec, query, random(2, Optional.empty(), 3, 4, 5)));
      assertTrue(
          refusal(spec, query, value, random(2, Optional.empty(), 2, 3, 5))
              .endsWith("got shapes (2, 3, 5), (2, 4, 5) and (2, 3, 5)"));
      assertEquals(
          layer + ": value: expected a mask of shape (2, 4), got (2, 3)",
          refusal(spec, query, value.withMask(Optional.of(Nd4j.ones(DataType.DOUBLE, 2, 3)))));
      assertEquals(
          layer + ": query: expected a mask of zeros and ones, got 3.0 in it",
          refusal(
              spec, query.withMask(Optional.of(Nd4j.valueArrayOf(new long[] {2, 3}, 3.0))), value));
      INDArray flags = Nd4j.ones(DataType.BOOL, 2, 4);
      assertBits(
          forward(spec, query, value).get(0).values(),
          forward(spec, query, value.withMask(Optional.of(flags))).get(0).values(),
          "a mask of another type is one");
    }
  }

  private static String refusal(Junction.Spec spec, Signal... inputs) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> forward(spec, inputs)).getMessage());
  }

  private static List<Signal> forward(Junction.Spec spec, Signal... inputs) {
    List<Shape> shapes =
        Stream.of(inputs).map(i -> Shape.of(i.values().size(1), i.values().size(2))).toList();
    Junction built = spec.build(shapes, new Weights(1, DataType.DOUBLE));
    return built
        .forward(List.of(inputs), Context.inference(new Nd4jKernels(), new Arena()))
        .outputs();
  }

  @Test
  @DisplayName("a query that fits one key and none of the others gets that key's value")
  void looksAtWhatFits() {
    Signal query = Signal.of(Nd4j.create(new double[][][] {{{50, 0}, {0, 50}}}));
    Signal value = Signal.of(Nd4j.create(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}}));
    Signal key = Signal.of(Nd4j.create(new double[][][] {{{1, 0}, {0, 1}, {-1, -1}}}));
    INDArray y = forward(new Attention(), query, value, key).get(0).values();
    assertBits(Nd4j.create(new double[][][] {{{1, 2}, {3, 4}}}), y);
  }

  @Test
  @DisplayName("scores by hand: softmax of dot products, or of sums of tanh")
  void byHand() {
    Signal query = Signal.of(Nd4j.create(new double[][][] {{{1, 2}}}));
    Signal value = Signal.of(Nd4j.create(new double[][][] {{{3, -1}, {0, 1}}}));
    double dot = 1 / (1 + Math.exp((0 + 2) - (3 - 2))); // e^1 / (e^1 + e^2)
    Signal w = forward(new Attention(false, 0, false, true), query, value).get(1);
    assertEquals(dot, w.values().getDouble(0, 0, 0), 1e-12);
    double first = Math.tanh(4) + Math.tanh(1);
    double second = Math.tanh(1) + Math.tanh(3);
    Signal v = forward(new AdditiveAttention(false, 0, false, true), query, value).get(1);
    assertEquals(1 / (1 + Math.exp(second - first)), v.values().getDouble(0, 0, 0), 1e-12);
  }

  @Test
  @DisplayName(
      "a masked value gets no weight, a masked query gives zeros, and padding changes nothing")
  void masks() {
    Signal query = random(1, Optional.of(Nd4j.create(new double[][] {{1, 0}})), 1, 2, 3);
    Signal value = random(2, Optional.of(Nd4j.create(new double[][] {{1, 1, 0}})), 1, 3, 3);
    Signal front =
        Signal.of(
            value
                .values()
                .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2), NDArrayIndex.all())
                .dup('c'));
    for (Junction.Spec spec :
        List.of(
            new Attention(false, 0, false, true), new AdditiveAttention(false, 0, false, true))) {
      List<Signal> out = forward(spec, query, value);
      assertEquals(0, out.get(1).values().getDouble(0, 0, 2));
      assertEquals(0, out.get(0).values().getDouble(0, 1, 0));
      assertTrue(out.get(0).mask().isPresent());
      INDArray bare = forward(spec, query, front).get(0).values();
      assertClose(bare, out.get(0).values(), 1e-15);
    }
  }

  @Test
  @DisplayName("a causal step sees nothing after itself")
  void causal() {
    Signal x = random(1, Optional.empty(), 1, 4, 3);
    INDArray w = forward(new Attention(false, 0, true, true), x, x).get(1).values();
    for (int i = 0; i < 4; i++) {
      for (int j = i + 1; j < 4; j++) {
        assertEquals(0, w.getDouble(0, i, j));
      }
    }
  }

  @Test
  @DisplayName("inputs that do not fit one another are refused with their shapes")
  void refusals() {
    List<Shape> shapes = List.of(Shape.of(3, 5), Shape.of(4, 6));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Attention().outputShapes(shapes));
    assertTrue(String.valueOf(e.getMessage()).contains("(4, 6)"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new AdditiveAttention().outputShapes(List.of(Shape.of(3, 5))));
  }
}
