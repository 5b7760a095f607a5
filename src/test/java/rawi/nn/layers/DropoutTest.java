package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

class DropoutTest {
  @ParameterizedTest(name = "rate {0}")
  @ValueSource(doubles = {0, 0.3, 0.9})
  @DisplayName("in training, at one seed, the backward pass equals difference quotients")
  void gradients(double rate) {
    GradientCheck.check(new Dropout(rate), Signal.of(GradientCheck.random(1, 3, 4, 2)), true);
    GradientCheck.check(new Dropout(rate), Signal.of(GradientCheck.random(1, 1, 1)), true);
  }

  @Test
  @DisplayName("data that needs no gradient gets none")
  void noInputGradient() {
    GradientCheck.check(new Dropout(0.5), Signal.of(GradientCheck.random(1, 4, 2)), false);
    GradientCheck.check(new Dropout(0), Signal.of(GradientCheck.random(1, 4, 2)), false);
  }

  @ParameterizedTest(name = "rate {0}")
  @ValueSource(doubles = {0.1, 0.25, 0.5, 1 / 3.0})
  @DisplayName("a number is kept if its uniform draw is at least the rate")
  void draws(double rate) {
    SplittableRandom uniform = new SplittableRandom(5);
    INDArray kept =
        Context.training(new Nd4jKernels(), new Arena(), 5)
            .dropoutMask(rate, DataType.FLOAT, 100, 20);
    for (int i = 0; i < 2000; i++) {
      float expected = uniform.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
      assertEquals(expected, kept.getFloat(i / 20, i % 20), 0);
    }
  }

  @Test
  @DisplayName("elements become 0 or x / (1 - rate), in the share that the rate says")
  void keepsTheMean() {
    INDArray y = run(0.2, 7);
    int zeros = 0;
    for (long i = 0; i < y.length(); i++) {
      double v = y.getDouble(i);
      zeros += v == 0 ? 1 : 0;
      assertTrue(v == 0 || v == 1.25, "got " + v);
    }
    assertEquals(0.2, zeros / (double) y.length(), 0.02); // 10,000 draws: deviation 0.004
  }

  @Test
  @DisplayName("one seed drops the same elements, another seed others")
  void seeds() {
    assertBits(run(0.5, 7), run(0.5, 7));
    assertNotEquals(run(0.5, 7), run(0.5, 8));
  }

  @Test
  @DisplayName("at inference the input passes as it is")
  void inference() {
    Signal x = Signal.of(GradientCheck.random(1, 3, 2));
    assertSame(
        x, layer(0.5).forward(x, Context.inference(new Nd4jKernels(), new Arena())).output());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  @DisplayName("a rate outside [0, 1) is refused")
  void refusals(double rate) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new Dropout(rate));
    assertEquals("Dropout: expected a rate in [0, 1), got " + rate, e.getMessage());
  }

  private static INDArray run(double rate, long seed) {
    Context context = Context.training(new Nd4jKernels(), new Arena(), seed);
    Signal ones = Signal.of(Nd4j.ones(DataType.FLOAT, 100, 100));
    return layer(rate).forward(ones, context).output().values();
  }

  private static Layer layer(double rate) {
    return new Dropout(rate).build(Shape.of(100), new Weights(1, DataType.FLOAT));
  }
}
