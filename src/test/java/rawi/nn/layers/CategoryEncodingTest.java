package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.CategoryEncoding.OutputMode;

class CategoryEncodingTest {
  private static final CategoryEncoding ONE = CategoryEncoding.oneHot(3);
  private static final CategoryEncoding MULTI = new CategoryEncoding(3, OutputMode.MULTI_HOT);
  private static final CategoryEncoding COUNT = new CategoryEncoding(3, OutputMode.COUNT);

  @Test
  @DisplayName("a class number a row becomes a one at its place, with an axis for it or without")
  void oneHot() {
    double[][] expected = {{0, 0, 1}, {1, 0, 0}};
    Run.assertClose(expected, Run.infer(ONE, Signal.of(Nd4j.createFromArray(2, 0))));
    Run.assertClose(expected, Run.infer(ONE, Run.of(new double[][] {{2}, {0}})));
    assertFalse(Run.infer(ONE, Run.of(new double[][] {{2}, {0}})).differentiable());
  }

  @Test
  @DisplayName("several a row become a vector each, or one of all that occur, or their counts")
  void several() {
    Signal x = Run.of(new double[][] {{2, 0}, {1, 1}});
    INDArray each =
        Nd4j.createFromArray(new double[][][] {{{0, 0, 1}, {1, 0, 0}}, {{0, 1, 0}, {0, 1, 0}}});
    Run.assertClose(each, Run.infer(ONE, x).values());
    Run.assertClose(new double[][] {{1, 0, 1}, {0, 1, 0}}, Run.infer(MULTI, x));
    Run.assertClose(new double[][] {{1, 0, 1}, {0, 2, 0}}, Run.infer(COUNT, x));
  }

  @Test
  @DisplayName("class numbers have no slope: no gradient goes back, also where one is asked for")
  void noGradient() {
    for (CategoryEncoding encoding : List.of(ONE, MULTI, COUNT)) {
      Signal x = Run.of(new double[][] {{2, 0}, {1, 1}}).asDifferentiable();
      Pass pass =
          encoding
              .build(Shape.of(2), new Weights(1, DataType.DOUBLE))
              .forward(x, Context.training(new Nd4jKernels(), new Arena(), 1));
      assertFalse(pass.output().differentiable());
      assertTrue(pass.backward().apply(pass.output().values()).isEmpty());
    }
  }

  @Test
  @DisplayName("masked steps are zeros and keep their mask, or do not occur")
  void masked() {
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0}, {1, 1}});
    Signal x = Signal.of(Nd4j.createFromArray(new double[][] {{2, 99}, {1, 1}}), mask);
    Signal one = Run.infer(ONE, x);
    assertArrayEquals(new long[] {2, 2, 3}, one.values().shape());
    assertEquals(3, one.values().sumNumber().doubleValue());
    assertBits(mask, one.mask().orElseThrow());
    Run.assertClose(new double[][] {{0, 0, 1}, {0, 2, 0}}, Run.infer(COUNT, x));
    assertTrue(Run.infer(COUNT, x).mask().isEmpty());
  }

  @Test
  @DisplayName("a class that is not there names its row; other shapes are refused")
  void refusals() {
    Run.assertRefused(
        "CategoryEncoding: row 1: expected a class from 0 to 2, got 3",
        () -> Run.infer(ONE, Run.of(new double[][] {{2}, {3}})));
    Run.assertRefused(
        "CategoryEncoding: row 0: expected a class from 0 to 2, got 0.5",
        () -> Run.infer(COUNT, Run.of(new double[][] {{0.5, 1}})));
    Run.assertRefused(
        "CategoryEncoding: expected class numbers (batch, n), got one example of shape (2, 3)",
        () -> ONE.outputShape(Shape.of(2, 3)));
    Run.assertRefused(
        "CategoryEncoding: expected numTokens of at least 1, got 0",
        () -> CategoryEncoding.oneHot(0));
  }
}
