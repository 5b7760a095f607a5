package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

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
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

class MergeTest {
  private static final Signal A = Run.random(1, 3, 4, 2);
  private static final Signal B = Run.random(2, 3, 4, 2);
  private static final Signal C = Run.random(3, 3, 4, 2);

  static Stream<Junction.Spec> merges() {
    return Stream.of(new Add(), new Multiply(), new Average(), new Maximum(), new Minimum());
  }

  static Stream<Junction.Spec> ofTwo() {
    return Stream.concat(
        merges(),
        Stream.of(
            new Subtract(),
            new Concatenate(),
            new Concatenate(1),
            Dot.along(1),
            Dot.along(-1),
            Dot.along(2).normalized()));
  }

  @ParameterizedTest
  @MethodSource("merges")
  @DisplayName("the backward pass equals difference quotients, of three inputs and of two")
  void gradients(Junction.Spec merge) {
    GradientCheck.check(merge, List.of(A, B, C));
    GradientCheck.check(merge, List.of(A, Signal.of(B.values()), C)); // data in the middle
    GradientCheck.check(merge, List.of(Run.random(1, 1, 1, 1), Run.random(2, 1, 1, 1)));
  }

  @ParameterizedTest
  @MethodSource("merges")
  @DisplayName("axes of size 1 and axes that miss are repeated, and their gradients summed")
  void broadcast(Junction.Spec merge) {
    GradientCheck.check(merge, List.of(A, Run.random(2, 3, 1, 2)));
    GradientCheck.check(merge, List.of(Run.random(2, 3, 1, 1), A));
    GradientCheck.check(merge, List.of(Run.random(2, 3, 2), A));
    assertArrayEquals(
        new long[] {3, 4, 2}, Run.infer(merge, Run.random(2, 3, 2), A).values().shape());
    assertEquals(
        List.of(Shape.of(4, 2)),
        merge.outputShapes(List.of(Shape.of(2), Shape.of(Shape.ANY, 2), Shape.of(4, 1))));
  }

  @ParameterizedTest
  @MethodSource("ofTwo")
  @DisplayName("the backward pass of two inputs equals difference quotients, masked too")
  void ofTwoGradients(Junction.Spec merge) {
    GradientCheck.check(merge, List.of(A, B));
    GradientCheck.check(merge, List.of(Run.masked(A), Run.masked(B)));
    GradientCheck.check(merge, List.of(Signal.of(A.values()), B));
    GradientCheck.check(merge, List.of(Run.random(4, 1, 1, 3), Run.random(5, 1, 1, 3)));
    Signal data = Signal.of(A.values());
    assertEquals(false, Run.infer(merge, data, data).differentiable());
  }

  @Test
  @DisplayName("Dot of any ranks and axes, by gradient")
  void dotGradients() {
    GradientCheck.check(Dot.along(1), List.of(Run.random(1, 3, 4), Run.random(2, 3, 4)));
    Junction.Spec cosine = new Dot(1, 2, true);
    GradientCheck.check(cosine, List.of(Run.random(1, 2, 3, 2), Run.random(2, 2, 4, 3)));
    Junction.Spec large = new Dot(2, 1, false);
    GradientCheck.check(large, List.of(Run.random(1, 2, 3, 4, 2), Run.random(2, 2, 4)));
    GradientCheck.check(large, List.of(Run.random(1, 2, 3, 4), Run.random(2, 2, 4, 5, 2)));
  }

  @Test
  @DisplayName("values by hand")
  void byHand() {
    Signal x = Run.of(new double[][] {{1, -2, 3}});
    Signal y = Run.of(new double[][] {{4, -5, 3}});
    Run.assertClose(new double[][] {{5, -7, 6}}, Run.infer(new Add(), x, y));
    Run.assertClose(new double[][] {{-3, 3, 0}}, Run.infer(new Subtract(), x, y));
    Run.assertClose(new double[][] {{4, 10, 9}}, Run.infer(new Multiply(), x, y));
    Run.assertClose(new double[][] {{2.5, -3.5, 3}}, Run.infer(new Average(), x, y));
    Run.assertClose(new double[][] {{4, -2, 3}}, Run.infer(new Maximum(), x, y));
    Run.assertClose(new double[][] {{1, -5, 3}}, Run.infer(new Minimum(), x, y));
    Run.assertClose(new double[][] {{1, -2, 3, 4, -5, 3}}, Run.infer(new Concatenate(), x, y));
    Run.assertClose(new double[][] {{4 + 10 + 9}}, Run.infer(Dot.along(1), x, y));
    Run.assertClose(
        new double[][] {{23 / Math.sqrt(14 * 50)}}, Run.infer(Dot.along(1).normalized(), x, y));
  }

  @Test
  @DisplayName("Dot sums over an axis of each, whichever they are")
  void dotByHand() {
    INDArray x = Nd4j.createFromArray(1.0, 2, 3, 4, 5, 6).reshape(1, 2, 3);
    INDArray y = Nd4j.createFromArray(1.0, -1, 2, 0).reshape(1, 2, 2);
    Signal z =
        Run.infer(Dot.along(1), Signal.of(x), Signal.of(y)); // z[i, j] = sum_k x[k, i] y[k, j]
    Run.assertClose(Nd4j.createFromArray(9.0, -1, 12, -2, 15, -3).reshape(1, 3, 2), z.values());
  }

  @Test
  @DisplayName("the gradient of a maximum goes to the first of equals")
  void equals() {
    Signal same = Run.of(new double[][] {{2, 2}}).asDifferentiable();
    List<Optional<INDArray>> d =
        new Maximum()
            .build(List.of(Shape.of(2), Shape.of(2)), new Weights(1, DataType.DOUBLE))
            .forward(List.of(same, same), Run.inference())
            .backward()
            .apply(List.of(Optional.of(same.values())));
    assertBits(same.values(), d.get(0).orElseThrow());
    assertEquals(0, d.get(1).orElseThrow().sumNumber().doubleValue());
  }

  @Test
  @DisplayName("a step is real where it is in any input; without a mask of all there is none")
  void masks() {
    INDArray first = Nd4j.createFromArray(new double[][] {{1, 0, 0}});
    INDArray second = Nd4j.createFromArray(new double[][] {{0, 0, 1}});
    Signal x = Run.random(1, 1, 3, 2).withMask(Optional.of(first));
    Signal y = Run.random(2, 1, 3, 2).withMask(Optional.of(second));
    Signal all = Run.random(3, 1, 3, 2);
    INDArray either = Nd4j.createFromArray(new double[][] {{1, 0, 1}});
    assertBits(either, Run.infer(new Add(), x, y).mask().orElseThrow());
    assertTrue(Run.infer(new Add(), x, all).mask().isEmpty());
    assertBits(either, Run.infer(new Concatenate(), x, y).mask().orElseThrow());
    assertEquals(
        3, Run.infer(new Concatenate(), x, all).mask().orElseThrow().sumNumber().intValue());
    assertBits(
        Nd4j.createFromArray(new double[][] {{1, 0, 0, 0, 0, 1, 1, 1, 1}}),
        Run.infer(new Concatenate(1), x, y, all).mask().orElseThrow());
    assertTrue(Run.infer(new Concatenate(1), all, all).mask().isEmpty());
    assertTrue(Run.infer(Dot.along(2), x, y).mask().isEmpty());
  }

  @Test
  @DisplayName("shapes that do not fit one another are refused in one line")
  void refusals() {
    List<Shape> shapes = List.of(Shape.of(4, 2), Shape.of(3, 2));
    Run.assertRefused(
        "Add: expected examples of one shape, got [(4, 2), (3, 2)]",
        () -> new Add().outputShapes(shapes));
    Run.assertRefused(
        "Subtract: expected 2 inputs, got 3",
        () -> new Subtract().outputShapes(List.of(Shape.of(1), Shape.of(1), Shape.of(1))));
    for (Merge merge :
        List.of(new Add(), new Multiply(), new Average(), new Maximum(), new Minimum())) {
      Run.assertRefused(
          merge.getClass().getSimpleName() + ": expected 2 inputs or more, got 1",
          () -> merge.outputShapes(List.of(Shape.of(2))));
    }
    Run.assertRefused(
        "Concatenate: expected examples of one shape but for axis -1, got [(4, 2), (3, 2)]",
        () -> new Concatenate().outputShapes(shapes));
    Run.assertRefused(
        "Dot: expected equal sizes of axis 1 and axis 1, got [(4, 2), (3, 2)]",
        () -> Dot.along(1).outputShapes(shapes));
    Run.assertRefused(
        "Dot: expected 2 inputs, got 1", () -> Dot.along(1).outputShapes(List.of(Shape.of(2))));
    Junction.Spec add = new Add();
    Run.assertRefused(
        "Add: expected arrays of one shape, got [(3, 4, 2), (2, 4, 2)]",
        () -> Run.infer(add, A, Run.random(1, 2, 4, 2)));
  }
}
