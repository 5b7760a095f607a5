package rawi.nn.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;

class LossTest {
  private static final Kernels KERNELS = new Nd4jKernels();
  private static final Weighting WEIGHTS = Weighting.of(Nd4j.createFromArray(0.5, 2, 0, 3));
  private static final INDArray LOGITS = GradientCheck.random(1, 4, 3).mul(4);

  static Stream<Arguments> cases() {
    Loss softmax = new SparseCategoricalCrossentropy();
    Loss sigmoid = new BinaryCrossentropy();
    INDArray classes = Nd4j.createFromArray(2, 0, 1, 2);
    INDArray shares = GradientCheck.random(2, 4, 3).add(1).mul(0.5);
    return Stream.of(
        Arguments.of(softmax, classes, Weighting.none()),
        Arguments.of(softmax, classes, WEIGHTS),
        Arguments.of(sigmoid, shares, Weighting.none()),
        Arguments.of(sigmoid, shares, WEIGHTS));
  }

  @ParameterizedTest(name = "{0}, weights {2}", autoCloseArguments = false)
  @MethodSource("cases")
  @DisplayName("the derivative equals difference quotients")
  void derivative(Loss loss, INDArray targets, Weighting weights) {
    INDArray z = LOGITS.dup();
    INDArray d = loss.of(z, targets, weights, KERNELS).gradient();
    GradientCheck.check(
        List.of(new GradientCheck.Checked("logits", z, d)),
        () -> loss.of(z, targets, weights, KERNELS).value());
  }

  @Test
  @DisplayName("softmax cross-entropy is the weighted sum of -log p, divided by the rows")
  void softmaxByHand() {
    // p = softmax(log 1, log 3) = 1/4, 3/4
    INDArray z = Nd4j.createFromArray(new double[][] {{0, Math.log(3)}, {Math.log(3), 0}});
    Loss.Value value =
        new SparseCategoricalCrossentropy()
            .of(
                z,
                Nd4j.createFromArray(1, 1),
                Weighting.of(Nd4j.createFromArray(2.0, 1.0)),
                KERNELS);
    assertEquals((2 * Math.log(4.0 / 3) + Math.log(4)) / 2, value.value(), 1e-12);
    INDArray expected = // weight (p - onehot) / rows
        Nd4j.createFromArray(new double[][] {{0.25, -0.25}, {0.375, -0.375}});
    assertEquals(0, value.gradient().sub(expected).amaxNumber().doubleValue(), 1e-12);
  }

  @Test
  @DisplayName("sigmoid cross-entropy is the mean over rows and columns")
  void sigmoidByHand() {
    // s = sigmoid(log 3) = 3/4
    INDArray z = Nd4j.createFromArray(new double[][] {{Math.log(3), -Math.log(3)}});
    Loss.Value value =
        new BinaryCrossentropy()
            .of(z, Nd4j.createFromArray(new double[][] {{1, 0.5}}), Weighting.none(), KERNELS);
    double first = -Math.log(0.75);
    double second = -(0.5 * Math.log(0.25) + 0.5 * Math.log(0.75));
    assertEquals((first + second) / 2, value.value(), 1e-12);
    INDArray expected = Nd4j.createFromArray(new double[][] {{-0.125, -0.125}});
    assertEquals(0, value.gradient().sub(expected).amaxNumber().doubleValue(), 1e-12);
  }

  @Test
  @DisplayName("logits of a thousand neither overflow nor become NaN")
  void largeLogits() {
    INDArray z = Nd4j.createFromArray(new double[][] {{1000, -1000}});
    Loss.Value softmax =
        new SparseCategoricalCrossentropy()
            .of(z, Nd4j.createFromArray(1), Weighting.none(), KERNELS);
    assertEquals(2000, softmax.value(), 1e-9);
    Loss.Value sigmoid =
        new BinaryCrossentropy()
            .of(z, Nd4j.createFromArray(new double[][] {{0, 1}}), Weighting.none(), KERNELS);
    assertEquals(1000, sigmoid.value(), 1e-9);
  }

  @Test
  @DisplayName("a class that does not exist, too few targets or weights are refused in one line")
  void refusals() {
    Loss softmax = new SparseCategoricalCrossentropy();
    assertEquals(
        "SparseCategoricalCrossentropy: row 1: expected a class from 0 to 2, got 3",
        refused(softmax, Nd4j.createFromArray(0, 3, 0, 0), Weighting.none()));
    assertEquals(
        "SparseCategoricalCrossentropy: row 0: expected a class from 0 to 2, got -1",
        refused(softmax, Nd4j.createFromArray(-1, 3, 0, 0), Weighting.none()));
    assertEquals(
        "SparseCategoricalCrossentropy: expected one class for each of 4 rows, got 2",
        refused(softmax, Nd4j.createFromArray(0, 1), Weighting.none()));
    assertEquals(
        "loss: expected one weight for each of 4 rows, got 3",
        refused(
            softmax,
            Nd4j.createFromArray(0, 1, 2, 0),
            Weighting.of(Nd4j.createFromArray(1.0, 1.0, 1.0))));
    assertEquals(
        "BinaryCrossentropy: expected targets shaped as the predictions [4, 3], got [4, 1]",
        refused(new BinaryCrossentropy(), GradientCheck.random(1, 4, 1), Weighting.none()));
  }

  private static String refused(Loss loss, INDArray targets, Weighting weights) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class, () -> loss.of(LOGITS, targets, weights, KERNELS))
            .getMessage());
  }
}
