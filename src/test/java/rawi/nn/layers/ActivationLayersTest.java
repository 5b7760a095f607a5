package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.activations.Activations;

class ActivationLayersTest {
  static Stream<Layer.Spec> layers() {
    Initializer some = new Initializer.RandomUniform(0.1, 0.4);
    return Stream.of(
        new Activation(Activations.GELU),
        new ReLU(),
        new ReLU(Optional.of(0.8), 0.2, 0.1),
        new LeakyReLU(),
        new ELU(),
        new PReLU(some, List.of()),
        new PReLU(some, List.of(1)),
        new Softmax(),
        new Softmax(1),
        new Maxout(2, 3));
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("the backward pass equals difference quotients; masked, one row, one step")
  void gradients(Layer.Spec layer) {
    Signal x = Run.random(1, 3, 4, 5);
    GradientCheck.check(layer, List.of(x));
    GradientCheck.check(layer, List.of(Run.masked(x)));
    GradientCheck.check(layer, List.of(Run.random(2, 1, 4, 5)));
    GradientCheck.check(layer, List.of(Run.random(3, 2, 1, 5)));
    GradientCheck.check(layer, x.withMask(Optional.empty()), false);
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("the mask passes through")
  void mask(Layer.Spec layer) {
    Signal x = Run.masked(Run.random(1, 3, 4, 5));
    assertBits(x.mask(), Run.infer(layer, x).mask());
  }

  @Test
  @DisplayName("ReLU, LeakyReLU and ELU with Keras's defaults, by hand")
  void byHand() {
    Signal x = Run.of(new double[][] {{-2, 0, 3}});
    Run.assertClose(new double[][] {{0, 0, 3}}, Run.infer(new ReLU(), x));
    Run.assertClose(new double[][] {{-0.6, 0, 3}}, Run.infer(new LeakyReLU(), x));
    Run.assertClose(new double[][] {{Math.exp(-2) - 1, 0, 3}}, Run.infer(new ELU(), x));
  }

  @Test
  @DisplayName("PReLU has an alpha for each element, or one along a shared axis")
  void prelu() {
    Layer own = Run.build(new PReLU(), 2, 3);
    assertEquals("alpha", own.parameters().get(0).name());
    assertEquals(List.of(2L, 3L), dims(own));
    assertEquals(List.of(1L, 3L), dims(Run.build(new PReLU(Initializer.ZEROS, List.of(1)), -1, 3)));
    own.parameters().get(0).value().assign(0.1);
    Signal x = Signal.of(Nd4j.valueArrayOf(new long[] {1, 2, 3}, -4.0));
    Run.assertClose(x.values().mul(0.1), own.forward(x, Run.inference()).output().values());
    assertEquals("p_re_lu", new PReLU().name());
  }

  private static List<Long> dims(Layer layer) {
    return Stream.of(layer.parameters().get(0).value().shape())
        .flatMapToLong(java.util.Arrays::stream)
        .boxed()
        .toList();
  }

  @Test
  @DisplayName("softmax over time is taken over the real steps")
  void softmaxOverTime() {
    Signal x =
        Signal.of(
            Nd4j.createFromArray(0.0, 5, Math.log(3), 7, 80, 90).reshape(1, 3, 2),
            Nd4j.createFromArray(new double[][] {{1, 1, 0}}));
    double low = 1 / (1 + Math.exp(2));
    Run.assertClose(
        Nd4j.createFromArray(0.25, low, 0.75, 1 - low, 0, 0).reshape(1, 3, 2),
        Run.infer(new Softmax(1), x).values());
  }

  @Test
  @DisplayName("Maxout gives the largest of each unit's pieces")
  void maxout() {
    Layer layer = Run.build(new Maxout(2, 2), 1);
    layer.parameters().get(0).value().assign(Nd4j.createFromArray(1.0, -1, 2, 3).reshape(1, 4));
    Signal y = layer.forward(Run.of(new double[][] {{5}, {-5}}), Run.inference()).output();
    Run.assertClose(new double[][] {{5, 15}, {5, -10}}, y);
  }

  @Test
  @DisplayName("what cannot be is refused in one line")
  void refusals() {
    Run.assertRefused(
        "Maxout: expected at least 1 unit of at least 2 pieces, got 3 of 1",
        () -> new Maxout(3, 1));
    Run.assertRefused(
        "relu: expected a maxValue of at least 0, got -1.0",
        () -> new ReLU(Optional.of(-1.0), 0, 0));
    Run.assertRefused(
        "PReLU: expected known sizes, got one example of shape (any, 3); share the axis of any size",
        () -> new PReLU().outputShape(Shape.of(Shape.ANY, 3)));
    Run.assertRefused(
        "Softmax: expected an axis from 1 to 2 or from -2 to -1, got 0 for one example of shape"
            + " (4, 3)",
        () -> new Softmax(0).outputShape(Shape.of(4, 3)));
  }
}
