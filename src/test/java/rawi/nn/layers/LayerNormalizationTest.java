package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;

class LayerNormalizationTest {
  static Stream<LayerNormalization> layers() {
    return Stream.of(
        new LayerNormalization(),
        new LayerNormalization(List.of(1), 0.1, true, true),
        new LayerNormalization(List.of(1, 2), 0.1, true, false),
        new LayerNormalization(List.of(2, 1), 0.1, false, true),
        new LayerNormalization(List.of(-1), 0.1, false, false));
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("the backward pass equals difference quotients; masked, one row, one step")
  void gradients(LayerNormalization layer) {
    GradientCheck.check(moved(layer, 4, 3), Run.random(1, 3, 4, 3));
    GradientCheck.check(moved(layer, 4, 3), Run.masked(Run.random(2, 3, 4, 3)));
    GradientCheck.check(moved(layer, 4, 3), Run.random(3, 1, 4, 3));
    GradientCheck.check(moved(layer, 1, 3), Run.random(4, 2, 1, 3));
    GradientCheck.check(moved(layer, 4, 3), Signal.of(GradientCheck.random(1, 3, 4, 3)));
  }

  private static Layer moved(LayerNormalization spec, long... example) {
    Layer layer = Run.build(spec, example);
    for (Parameter p : layer.parameters()) {
      p.value().assign(GradientCheck.random(9, p.value().shape()).mul(0.3).add(1.2));
    }
    return layer;
  }

  @Test
  @DisplayName("each row with mean 0 and variance 1, by hand")
  void byHand() {
    LayerNormalization layer = new LayerNormalization(List.of(-1), 0.5, true, true);
    double a = 1 / Math.sqrt(1 + 0.5);
    double b = 1 / Math.sqrt(100.5);
    Run.assertClose(
        new double[][] {{-a, a}, {-10 * b, 10 * b}},
        Run.infer(layer, Run.of(new double[][] {{1, 3}, {-30, -10}})));
  }

  @Test
  @DisplayName("gamma and beta are shaped as the axes; the mask passes through")
  void weights() {
    Layer layer = Run.build(new LayerNormalization(List.of(2, 1), 1e-3, true, true), 4, 3);
    assertEquals(
        List.of("gamma", "beta"), layer.parameters().stream().map(Parameter::name).toList());
    assertArrayEquals(new long[] {3, 4}, layer.parameters().get(0).value().shape());
    Signal x = Run.masked(Run.random(1, 2, 4, 3));
    assertBits(x.mask(), layer.forward(x, Run.inference()).output().mask());
  }

  @Test
  @DisplayName("no axis, an epsilon of 0 and an axis of any size are refused in one line")
  void refusals() {
    Run.assertRefused(
        "LayerNormalization: expected an axis and an epsilon above 0, got [] and 0.1",
        () -> new LayerNormalization(List.of(), 0.1, true, true));
    Run.assertRefused(
        "LayerNormalization: expected a known size of axis 1, got one example of shape (any, 3)",
        () ->
            new LayerNormalization(List.of(1), 0.1, true, true)
                .outputShape(Shape.of(Shape.ANY, 3)));
  }
}
