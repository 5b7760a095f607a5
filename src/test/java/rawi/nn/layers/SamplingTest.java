package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static rawi.nn.AssertArrays.assertBits;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

class SamplingTest {
  @Test
  @DisplayName("its gradients, those of the penalty and all, equal difference quotients")
  void gradients() {
    Signal mean = Run.random(1, 4, 3);
    Signal logVariance = Run.random(2, 4, 3);
    GradientCheck.check(new Sampling(0), List.of(mean, logVariance));
    GradientCheck.check(new Sampling(0.7), List.of(mean, logVariance));
    GradientCheck.check(new Sampling(0.7), List.of(Run.random(3, 1, 1), Run.random(4, 1, 1)));
    GradientCheck.check(new Sampling(0.7), List.of(mean, Signal.of(GradientCheck.random(2, 4, 3))));
  }

  @Test
  @DisplayName("the penalty by hand: 0 for N(0, 1), else sum (m^2 + exp(s) - 1 - s) / 2")
  void penalty() {
    assertEquals(0, penalty(new double[][] {{0, 0}}, new double[][] {{0, 0}}), 1e-12);
    double first = (1 + Math.exp(0.5) - 1 - 0.5) / 2; // m 1, s 0.5
    double second = (4 + Math.exp(-1) - 1 + 1) / 2; // m -2, s -1
    assertEquals(
        (first + second) / 2,
        penalty(new double[][] {{1}, {-2}}, new double[][] {{0.5}, {-1}}),
        1e-12);
  }

  private static double penalty(double[][] mean, double[][] logVariance) {
    Context context = Run.inference();
    forward(context, mean, logVariance);
    return context.penalties().sum();
  }

  private static INDArray forward(Context context, double[][] mean, double[][] logVariance) {
    List<Signal> inputs = List.of(Run.of(mean), Run.of(logVariance));
    return new Sampling(1)
        .build(
            List.of(Shape.of(mean[0].length), Shape.of(mean[0].length)),
            new Weights(1, DataType.DOUBLE))
        .forward(inputs, context)
        .outputs()
        .get(0)
        .values();
  }

  @Test
  @DisplayName("in training a draw with that mean and variance, by the seed; at inference the mean")
  void draws() {
    int n = 20_000;
    double[][] mean = new double[1][n];
    double[][] logVariance = new double[1][n];
    Arrays.fill(mean[0], 3);
    Arrays.fill(logVariance[0], Math.log(4));
    INDArray z = forward(Run.training(1), mean, logVariance);
    assertEquals(3, z.meanNumber().doubleValue(), 0.05); // standard error 2 / sqrt(n) = 0.014
    assertEquals(2, z.stdNumber().doubleValue(), 0.05);
    assertBits(z, forward(Run.training(1), mean, logVariance));
    assertNotEquals(z, forward(Run.training(2), mean, logVariance));
    assertBits(Nd4j.createFromArray(mean), forward(Run.inference(), mean, logVariance));
  }

  @Test
  @DisplayName("where nothing comes back through z, the penalty still pulls")
  void nothingThrough() {
    Signal mean = Run.of(new double[][] {{2}}).asDifferentiable();
    Signal logVariance = Run.of(new double[][] {{0}}).asDifferentiable();
    List<Optional<INDArray>> d =
        new Sampling(0.5)
            .build(List.of(Shape.of(1), Shape.of(1)), new Weights(1, DataType.DOUBLE))
            .forward(List.of(mean, logVariance), Run.training(1))
            .backward()
            .apply(List.of(Optional.empty()));
    assertEquals(1, d.get(0).orElseThrow().getDouble(0), 1e-12);
    assertEquals(0, d.get(1).orElseThrow().getDouble(0), 1e-12);
  }

  @Test
  @DisplayName("anything but two inputs of one shape is refused")
  void refusals() {
    Run.assertRefused(
        "Sampling: expected a mean and a log variance (batch, n) each, got examples of shape"
            + " [(2), (3)]",
        () -> new Sampling(1).outputShapes(List.of(Shape.of(2), Shape.of(3))));
    Run.assertRefused(
        "Sampling: expected a weight of at least 0, got -1.0", () -> new Sampling(-1));
  }
}
