package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

class ShapeLayersTest {
  static Stream<Layer.Spec> layers() {
    return Stream.of(
        new Flatten(),
        Reshape.to(2, 6),
        Reshape.to(3, Shape.ANY, 2),
        Permute.of(2, 1),
        Permute.of(1, 2));
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("the backward pass equals difference quotients; a mask ends")
  void gradients(Layer.Spec layer) {
    GradientCheck.check(layer, List.of(Run.random(1, 3, 4, 3)));
    GradientCheck.check(layer, List.of(Run.random(1, 1, 12, 1)));
    GradientCheck.check(layer, List.of(Run.random(1, 2, 1, 12)));
    GradientCheck.check(layer, Signal.of(GradientCheck.random(1, 3, 4, 3)), false);
    Signal masked = Run.masked(Run.random(1, 3, 4, 3));
    GradientCheck.check(layer, List.of(masked));
    assertTrue(Run.infer(layer, masked).mask().isEmpty());
  }

  @Test
  @DisplayName("flattened and reshaped row by row, permuted by hand")
  void byHand() {
    Signal x = Signal.of(Nd4j.createFromArray(1.0, 2, 3, 4, 5, 6).reshape(1, 2, 3));
    Run.assertClose(new double[][] {{1, 2, 3, 4, 5, 6}}, Run.infer(new Flatten(), x));
    Run.assertClose(
        Nd4j.createFromArray(1.0, 2, 3, 4, 5, 6).reshape(1, 3, 2),
        Run.infer(Reshape.to(3, 2), x).values());
    Run.assertClose(
        Nd4j.createFromArray(1.0, 4, 2, 5, 3, 6).reshape(1, 3, 2),
        Run.infer(Permute.of(2, 1), x).values());
    assertArrayEquals(
        new long[] {1, 4, 2, 3},
        Run.infer(Permute.of(3, 1, 2), Run.random(1, 1, 2, 3, 4)).values().shape());
  }

  @Test
  @DisplayName("shapes are known as far as they can be")
  void shapes() {
    assertEquals(Shape.of(12), new Flatten().outputShape(Shape.of(3, 4)));
    assertEquals(Shape.of(Shape.ANY), new Flatten().outputShape(Shape.of(Shape.ANY, 4)));
    assertEquals(Shape.of(2, 6), Reshape.to(2, Shape.ANY).outputShape(Shape.of(3, 4)));
    assertEquals(
        Shape.of(2, Shape.ANY), Reshape.to(2, Shape.ANY).outputShape(Shape.of(Shape.ANY, 4)));
    assertEquals(Shape.of(3, Shape.ANY), Permute.of(2, 1).outputShape(Shape.of(Shape.ANY, 3)));
  }

  @Test
  @DisplayName("what does not fit is refused in one line")
  void refusals() {
    Run.assertRefused(
        "Reshape: expected one example of as many numbers as (2, 5), got shape (3, 4)",
        () -> Reshape.to(2, 5).outputShape(Shape.of(3, 4)));
    Run.assertRefused(
        "Reshape: expected sizes of at least 1 and at most one that is any, got (any, any)",
        () -> Reshape.to(Shape.ANY, Shape.ANY));
    Run.assertRefused(
        "Reshape: cannot make (5, any) of 12 numbers an example",
        () ->
            Reshape.to(5, Shape.ANY)
                .build(Shape.of(Shape.ANY, 3), new Weights(1, DataType.DOUBLE))
                .forward(Run.random(1, 2, 4, 3), Run.inference()));
    Run.assertRefused(
        "Permute: expected each of the axes 1 to 2 once, got [1, 1]", () -> Permute.of(1, 1));
    Run.assertRefused(
        "Permute: expected one example of 2 axes, got shape (3)",
        () -> Permute.of(2, 1).outputShape(Shape.of(3)));
  }
}
