package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;

class NoiseTest {
  static List<Layer.Spec> layers() {
    return List.of(
        new SpatialDropout1D(0.4),
        new SpatialDropout1D(0),
        new GaussianNoise(0.3),
        new GaussianNoise(0));
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("in training, at one seed, the backward pass equals difference quotients")
  void gradients(Layer.Spec layer) {
    Signal x = Run.random(1, 3, 4, 5);
    GradientCheck.check(layer, List.of(x));
    GradientCheck.check(layer, List.of(Run.masked(x)));
    GradientCheck.check(layer, List.of(Run.random(2, 1, 1, 2)));
    GradientCheck.check(layer, Signal.of(GradientCheck.random(1, 2, 2, 2)), false);
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("at inference the input passes as it is")
  void inference(Layer.Spec layer) {
    Signal x = Run.random(1, 3, 4, 5);
    assertSame(x, Run.infer(layer, x));
  }

  @Test
  @DisplayName("spatial dropout takes out a feature at every step of a row, or at none")
  void wholeFeatures() {
    Signal ones = Signal.of(Nd4j.ones(DataType.DOUBLE, 50, 7, 40));
    INDArray y =
        Run.build(new SpatialDropout1D(0.2), 7, 40)
            .forward(ones, Run.training(3))
            .output()
            .values();
    INDArray first = y.tensorAlongDimension(0, 0, 2);
    for (int t = 1; t < 7; t++) {
      assertBits(first, y.tensorAlongDimension(t, 0, 2));
    }
    double zeros = first.eq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertEquals(0.2, zeros, 0.03); // 2,000 draws: deviation 0.009
    assertEquals(1.25, first.maxNumber().doubleValue(), 1e-6);
  }

  @Test
  @DisplayName("the noise has mean 0 and the deviation named; another seed gives other noise")
  void noise() {
    Signal zeros = Signal.of(Nd4j.zeros(DataType.DOUBLE, 100, 100));
    Layer layer = Run.build(new GaussianNoise(0.3), 100);
    INDArray y = layer.forward(zeros, Run.training(3)).output().values();
    assertEquals(0, y.meanNumber().doubleValue(), 0.01);
    assertEquals(0.09, y.mul(y).meanNumber().doubleValue(), 0.004);
    assertBits(y, layer.forward(zeros, Run.training(3)).output().values());
    assertNotEquals(y, layer.forward(zeros, Run.training(4)).output().values());
  }

  @Test
  @DisplayName("what cannot be is refused in one line")
  void refusals() {
    Run.assertRefused(
        "SpatialDropout1D: expected a rate in [0, 1), got 1.0", () -> new SpatialDropout1D(1));
    Run.assertRefused(
        "SpatialDropout1D: expected (batch, time, features), got one example of shape (3)",
        () -> new SpatialDropout1D(0.5).outputShape(Shape.of(3)));
    Run.assertRefused(
        "GaussianNoise: expected a standard deviation of at least 0, got -1.0",
        () -> new GaussianNoise(-1));
    assertEquals("spatial_dropout1d", new SpatialDropout1D(0).name());
  }
}
