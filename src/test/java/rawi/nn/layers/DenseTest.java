package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

class DenseTest {
  @ParameterizedTest(name = "batch {0}, {1} to {2}")
  @CsvSource({"1,1,1", "1,4,3", "5,1,2", "4,3,1", "6,5,4"})
  @DisplayName("the backward pass equals difference quotients")
  void gradients(int batch, int in, int units) {
    GradientCheck.check(new Dense(units), Signal.of(GradientCheck.random(1, batch, in)), true);
  }

  @Test
  @DisplayName("data that needs no gradient gets none, the parameters get theirs")
  void noInputGradient() {
    GradientCheck.check(new Dense(3), Signal.of(GradientCheck.random(1, 4, 2)), false);
  }

  @Test
  @DisplayName("y = x W + b, by hand")
  void byHand() {
    Layer layer = new Dense(2).build(Shape.of(2), new Weights(1, DataType.DOUBLE));
    layer.parameters().get(0).value().assign(Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}));
    layer.parameters().get(1).value().assign(Nd4j.createFromArray(10.0, 20.0));
    Signal x = Signal.of(Nd4j.createFromArray(new double[][] {{5, 6}}));
    assertEquals(
        Nd4j.createFromArray(new double[][] {{5 + 18 + 10, 10 + 24 + 20}}),
        layer.forward(x, Context.inference(new Nd4jKernels(), new Arena())).output().values());
  }

  @Test
  @DisplayName("its output wants a gradient as long as kernel or bias is trained")
  void frozen() {
    Layer layer = new Dense(2).build(Shape.of(3), new Weights(1, DataType.DOUBLE));
    List<Parameter> parameters = layer.parameters();
    assertTrue(differentiable(layer));
    parameters.get(0).setTrainable(false);
    assertTrue(differentiable(layer), "the bias alone");
    parameters.get(1).setTrainable(false);
    assertEquals(false, differentiable(layer));
  }

  private static boolean differentiable(Layer layer) {
    Signal x = Signal.of(GradientCheck.random(1, 2, 3));
    return layer
        .forward(x, Context.inference(new Nd4jKernels(), new Arena()))
        .output()
        .differentiable();
  }

  @Test
  @DisplayName("a sequence and units of 0 are refused in one line")
  void refusals() {
    Exception shape =
        assertThrows(
            IllegalArgumentException.class, () -> new Dense(2).outputShape(Shape.of(7, 3)));
    assertEquals(
        "Dense: expected (batch, features), got one example of shape (7, 3); "
            + "pool over time or take the last step before it",
        shape.getMessage());
    Exception units = assertThrows(IllegalArgumentException.class, () -> new Dense(0));
    assertEquals("Dense: expected units of at least 1, got 0", units.getMessage());
  }
}
