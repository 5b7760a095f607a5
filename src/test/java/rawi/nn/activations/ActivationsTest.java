package rawi.nn.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.largest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;

class ActivationsTest {
  static Stream<ActivationFunction> all() {
    return Stream.concat(
        Stream.of(Activations.values()),
        Stream.of(
            Relu.leaky(0.3),
            new Relu(Optional.of(1.5), 0.1, 0.7),
            new Relu(Optional.empty(), 0, 0.5),
            Elu.of(0.4),
            new Softmax(1),
            new Softmax(2)));
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("the derivative equals difference quotients")
  void derivative(ActivationFunction f) {
    INDArray z = GradientCheck.random(1, 3, 4, 5).mul(3);
    INDArray factors = GradientCheck.random(2, 3, 4, 5);
    INDArray kept = factors.dup();
    INDArray y = f.apply(z);
    INDArray dz = f.backward(z, y, factors);
    GradientCheck.check(
        List.of(new GradientCheck.Checked("z", z, dz)),
        () -> f.apply(z).mul(factors).sumNumber().doubleValue());
    assertBits(kept, factors, "dy was written over");
  }

  @ParameterizedTest(name = "{0}({1}) = {2}")
  @CsvSource({
    "LINEAR, -1.5, -1.5",
    "HEAVISIDE, 0, 1",
    "HEAVISIDE, -1e-9, 0",
    "SIGMOID, 1, 0.7310585786300049",
    "TANH, 0.5, 0.46211715726000975",
    "RELU, -2, 0",
    "LEAKY_RELU, -2, -0.4",
    "RELU6, 7, 6",
    "ELU, -1, -0.6321205588285577",
    "SELU, 2, 2.101401974711097",
    "SELU, -1, -1.1113307378125625",
    "GELU, 1, 0.8413447460685429",
    "GELU_APPROXIMATE, 1, 0.8411919906082768",
    "SOFTPLUS, 1, 1.3132616875182228",
    "SOFTPLUS, 1000, 1000",
    "SOFTPLUS, -1000, 0",
    "SOFTSIGN, -3, -0.75",
    "EXPONENTIAL, 2, 7.38905609893065",
    "SILU, 1, 0.7310585786300049",
    "HARD_SIGMOID, 1, 0.6666666666666666",
    "SOFTMAX, 5, 1"
  })
  @DisplayName("values by hand")
  void byHand(Activations f, double z, double y) {
    INDArray one = Nd4j.createFromArray(new double[][] {{z}});
    assertEquals(y, f.apply(one).getDouble(0), 1e-12);
  }

  @Test
  @DisplayName("the Heaviside step has the slope 0 everywhere")
  void heaviside() {
    INDArray z = Nd4j.createFromArray(-1.0, 0, 2);
    INDArray dz = Activations.HEAVISIDE.backward(z, Activations.HEAVISIDE.apply(z), z.add(5));
    assertEquals(0, largest(dz));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"-2, -0.27", "0.6, -0.01", "0.7, 0.7", "1.2, 1.2", "1.5, 1.5", "9, 1.5"})
  @DisplayName("a rectifier with ceiling 1.5, slope 0.1 below and threshold 0.7")
  void rectifier(double z, double y) {
    Relu relu = new Relu(Optional.of(1.5), 0.1, 0.7);
    assertEquals(y, relu.apply(Nd4j.createFromArray(z)).getDouble(0), 1e-12);
  }

  @Test
  @DisplayName("softmax of logits of a thousand does not overflow")
  void largeLogits() {
    INDArray y = new Softmax(-1).apply(Nd4j.createFromArray(new double[][] {{1000, 1000, -1000}}));
    assertBits(Nd4j.createFromArray(new double[][] {{0.5, 0.5, 0}}), y);
  }

  @Test
  @DisplayName("a masked softmax is the softmax of what is real, 0 elsewhere and where nothing is")
  void maskedSoftmax() {
    INDArray z = Nd4j.createFromArray(new double[][] {{0, Math.log(3), 900}, {1, 2, 3}});
    INDArray real = Nd4j.createFromArray(new double[][] {{1, 1, 0}, {0, 0, 0}});
    INDArray y = new Softmax(1).apply(z, Optional.of(real));
    INDArray expected = Nd4j.createFromArray(new double[][] {{0.25, 0.75, 0}, {0, 0, 0}});
    assertClose(expected, y, 1e-12);
  }

  @Test
  @DisplayName("negative slopes, thresholds and ceilings are refused in one line")
  void refusals() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Relu.leaky(-1));
    assertEquals("relu: expected a negativeSlope of at least 0, got -1.0", e.getMessage());
  }
}
