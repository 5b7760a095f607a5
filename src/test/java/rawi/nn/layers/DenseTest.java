package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.activations.Activations;
import rawi.nn.constraints.NonNeg;
import rawi.nn.regularizers.Regularizer;

class DenseTest {
  @ParameterizedTest(name = "batch {0}, {1} to {2}")
  @CsvSource({"1,1,1", "1,4,3", "5,1,2", "4,3,1", "6,5,4"})
  @DisplayName("the backward pass equals difference quotients")
  void gradients(int batch, int in, int units) {
    GradientCheck.check(new Dense(units), Signal.of(GradientCheck.random(1, batch, in)), true);
  }

  @ParameterizedTest
  @EnumSource(Activations.class)
  @DisplayName("with each activation, with and without bias, over a sequence, masked or not")
  void activations(Activations f) {
    Signal x = Run.random(1, 3, 4, 2);
    GradientCheck.check(Dense.of(3, f), List.of(x));
    GradientCheck.check(Dense.of(3, f).useBias(false), List.of(Run.masked(x)));
    GradientCheck.check(Dense.of(2, f), List.of(Run.random(2, 1, 1, 2)));
  }

  @Test
  @DisplayName("a penalty on what it puts out is in the loss and in the gradients")
  void activityRegularizer() {
    Dense layer =
        Dense.of(3, Activations.TANH)
            .regularizers(
                Optional.empty(), Optional.empty(), Optional.of(new Regularizer(0.3, 0.7)));
    Signal x = Run.random(1, 4, 2);
    GradientCheck.check(layer, List.of(x));
    Context context = Run.inference();
    Signal y = Run.build(layer, 2).forward(x, context).output();
    double expected =
        0.3 * y.values().norm1Number().doubleValue()
            + 0.7 * y.values().mul(y.values()).sumNumber().doubleValue();
    assertEquals(expected / 4, context.penalties().sum(), 1e-12); // of 4 rows
  }

  @Test
  @DisplayName("data that needs no gradient gets none, the parameters get theirs")
  void noInputGradient() {
    GradientCheck.check(new Dense(3), Signal.of(GradientCheck.random(1, 4, 2)), false);
  }

  @Test
  @DisplayName("y = f(x W + b), by hand")
  void byHand() {
    Layer layer = Run.build(Dense.of(2, Activations.RELU), 2);
    layer.parameters().get(0).value().assign(Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}));
    layer.parameters().get(1).value().assign(Nd4j.createFromArray(10.0, -50.0));
    Signal x = Run.of(new double[][] {{5, 6}});
    Run.assertClose(new double[][] {{5 + 18 + 10, 0}}, layer.forward(x, Run.inference()).output());
  }

  @Test
  @DisplayName("a sequence is what its steps are, one by one, with its mask")
  void anyRank() {
    Layer layer = Run.build(new Dense(3), 5, 2);
    Signal x = Run.masked(Run.random(1, 2, 5, 2));
    Signal y = layer.forward(x, Run.inference()).output();
    assertBits(x.mask(), y.mask());
    for (int t = 0; t < 5; t++) {
      Signal step = Signal.of(x.values().tensorAlongDimension(t, 0, 2).dup('c'));
      Run.assertClose(
          layer.forward(step, Run.inference()).output().values(),
          y.values().tensorAlongDimension(t, 0, 2).dup('c'));
    }
    assertEquals(Shape.of(Shape.ANY, 3), new Dense(3).outputShape(Shape.of(Shape.ANY, 2)));
  }

  @Test
  @DisplayName("kernel and bias begin as told and carry their penalties and constraints")
  void weights() {
    Regularizer l2 = Regularizer.l2(0.1);
    Dense spec =
        new Dense(2)
            .initializers(Initializer.ONES, new Initializer.Constant(0.5))
            .regularizers(Optional.of(l2), Optional.empty(), Optional.empty())
            .constraints(Optional.empty(), Optional.of(new NonNeg()));
    List<Parameter> parameters = Run.build(spec, 3).parameters();
    assertEquals(List.of("kernel", "bias"), parameters.stream().map(Parameter::name).toList());
    assertEquals(6, parameters.get(0).value().sumNumber().doubleValue());
    assertEquals(0.5, parameters.get(1).value().getDouble(1));
    assertEquals(Optional.of(l2), parameters.get(0).regularizer());
    assertEquals(Optional.of(new NonNeg()), parameters.get(1).constraint());
    assertEquals(1, Run.build(spec.useBias(false), 3).parameters().size());
  }

  @Test
  @DisplayName("its output wants a gradient as long as kernel or bias is trained")
  void frozen() {
    Layer layer = Run.build(new Dense(2), 3);
    List<Parameter> parameters = layer.parameters();
    assertTrue(differentiable(layer));
    parameters.get(0).setTrainable(false);
    assertTrue(differentiable(layer), "the bias alone");
    parameters.get(1).setTrainable(false);
    assertEquals(false, differentiable(layer));
  }

  private static boolean differentiable(Layer layer) {
    Signal x = Signal.of(GradientCheck.random(1, 2, 3));
    return layer.forward(x, Run.inference()).output().differentiable();
  }

  @Test
  @DisplayName("an unknown number of features and units of 0 are refused in one line")
  void refusals() {
    Run.assertRefused(
        "Dense: expected (batch, ..., features), got one example of shape (7, any)",
        () -> new Dense(2).outputShape(Shape.of(7, Shape.ANY)));
    Run.assertRefused("Dense: expected units of at least 1, got 0", () -> new Dense(0));
  }
}
