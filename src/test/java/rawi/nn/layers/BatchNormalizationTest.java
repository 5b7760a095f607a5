package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

class BatchNormalizationTest {
  @ParameterizedTest(name = "axis {0}, center {1}, scale {2}")
  @CsvSource({"-1,true,true", "-1,false,true", "-1,true,false", "2,false,false", "1,true,true"})
  @DisplayName("in training the backward pass equals difference quotients")
  void gradients(int axis, boolean center, boolean scale) {
    BatchNormalization layer =
        new BatchNormalization().axis(axis).epsilon(0.1).center(center).scale(scale);
    GradientCheck.check(moved(layer, 4, 3), List.of(Run.random(1, 3, 4, 3)));
    GradientCheck.check(moved(layer, 1, 3), List.of(Run.random(2, 4, 1, 3)));
    GradientCheck.check(moved(layer, 4, 3), List.of(Run.random(3, 1, 4, 3)));
    GradientCheck.check(moved(layer, 2, 2, 3), List.of(Run.random(4, 2, 2, 2, 3)));
    GradientCheck.check(moved(layer, 4, 3), List.of(Signal.of(GradientCheck.random(1, 3, 4, 3))));
  }

  @Test
  @DisplayName("masked and frozen too")
  void maskedGradients() {
    BatchNormalization layer = new BatchNormalization().epsilon(0.1);
    GradientCheck.check(moved(layer, 4, 3), List.of(Run.masked(Run.random(1, 3, 4, 3))));
    GradientCheck.check(moved(layer, 2, 2, 3), List.of(Run.masked(Run.random(1, 3, 2, 2, 3))));
    GradientCheck.check(moved(layer, 3), List.of(Run.random(1, 1, 3)));
    Layer frozen = moved(layer, 4, 3);
    frozen.parameters().forEach(p -> p.setTrainable(false));
    GradientCheck.check(frozen, Run.random(1, 3, 4, 3));
    Layer statisticsFrozen = moved(layer, 4, 3);
    statisticsFrozen.parameters().get(2).setTrainable(false);
    GradientCheck.check(statisticsFrozen, Run.masked(Run.random(1, 3, 4, 3)));
  }

  /** Built, with parameters that are not their defaults. */
  private static Layer moved(BatchNormalization spec, long... example) {
    Layer layer = Run.build(spec, example);
    for (Parameter p : layer.parameters()) {
      p.value().assign(GradientCheck.random(9, p.value().shape()).mul(0.3).add(1.2));
    }
    return layer;
  }

  @Test
  @DisplayName("masked steps count neither in the mean nor in the variance")
  void masked() {
    INDArray x = Nd4j.createFromArray(1.0, 3, 77, 5).reshape(2, 2, 1);
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1}, {0, 1}});
    Layer layer = Run.build(new BatchNormalization().momentum(0), 2, 1);
    layer.forward(Signal.of(x, mask), Run.training(1));
    assertEquals(3, layer.parameters().get(2).value().getDouble(0), 1e-12);
    assertEquals(8.0 / 3, layer.parameters().get(3).value().getDouble(0), 1e-12);
    layer.forward(Signal.of(x, mask.mul(0)), Run.training(1));
    assertEquals(3, layer.parameters().get(2).value().getDouble(0), "nothing real, nothing moves");
  }

  @Test
  @DisplayName("frozen, it runs as at inference and its moving mean and variance stay")
  void frozen() {
    Layer layer = moved(new BatchNormalization(), 2);
    Signal x = Run.random(3, 5, 2);
    INDArray expected = layer.forward(x, Run.inference()).output().values();
    layer.parameters().forEach(p -> p.setTrainable(false));
    INDArray mean = layer.parameters().get(2).value().dup();
    Pass pass = layer.forward(x, Run.training(1));
    Run.assertClose(expected, pass.output().values());
    assertBits(mean, layer.parameters().get(2).value());
    assertFalse(layer.forward(Signal.of(x.values()), Run.training(1)).output().differentiable());
    layer.parameters().forEach(p -> p.setTrainable(true));
    layer.forward(x, Run.training(1));
    assertFalse(mean.equals(layer.parameters().get(2).value()), "unfrozen, it gathers again");
  }

  @Test
  @DisplayName("its weights are Keras's, in Keras's order, the moving ones never trained")
  void weights() {
    Layer layer = Run.build(new BatchNormalization().axis(1), 4, 3);
    assertEquals(
        List.of("gamma", "beta", "moving_mean", "moving_variance"),
        layer.parameters().stream().map(Parameter::name).toList());
    assertEquals(
        List.of(true, true, false, false),
        layer.parameters().stream().map(Parameter::trainable).toList());
    assertTrue(layer.parameters().stream().allMatch(p -> p.value().length() == 4));
    assertEquals(
        2, Run.build(new BatchNormalization().center(false).scale(false), 3).parameters().size());
  }

  @Test
  @DisplayName("time of any size is taken, features of any size are refused in one line")
  void refusals() {
    BatchNormalization layer = new BatchNormalization();
    assertEquals(Shape.of(Shape.ANY, 3), layer.outputShape(Shape.of(Shape.ANY, 3)));
    Run.assertRefused(
        "BatchNormalization: expected a known size of axis -1, got one example of shape (3, any)",
        () -> layer.build(Shape.of(3, Shape.ANY), new Weights(1, DataType.FLOAT)));
    Run.assertRefused(
        "BatchNormalization: expected a momentum in [0, 1], got 2.0", () -> layer.momentum(2));
    Run.assertRefused(
        "BatchNormalization: expected an epsilon above 0, got 0.0", () -> layer.epsilon(0));
    Signal masked = Run.masked(Run.random(1, 2, 3, 4)).withMask(Optional.of(Nd4j.ones(2, 3)));
    Run.assertRefused(
        "BatchNormalization: a mask needs (batch, time, ..., features) and axis -1, got axis 1",
        () -> Run.build(layer.axis(1), 3, 4).forward(masked, Run.training(1)));
  }
}
