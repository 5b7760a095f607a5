package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.largest;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Conv1D.Padding;

class Conv1DTest {
  private static final Kernels PLAIN = new Nd4jKernels();

  /** Two sequences: three real steps of five, and a hole. */
  private static final INDArray MASK =
      Nd4j.createFromArray(new double[][] {{1, 1, 1, 0, 0}, {1, 0, 1, 1, 1}});

  static Stream<Conv1D> kinds() {
    return Stream.of(
        Conv1D.of(3, 2),
        Conv1D.of(1, 1),
        new Conv1D(2, 3, 2, Padding.VALID, 1),
        new Conv1D(2, 2, 1, Padding.VALID, 3),
        Conv1D.of(2, 4, Padding.SAME),
        new Conv1D(2, 3, 2, Padding.SAME, 1),
        new Conv1D(2, 3, 1, Padding.SAME, 2),
        Conv1D.of(3, 3, Padding.CAUSAL),
        new Conv1D(2, 2, 3, Padding.CAUSAL, 1),
        new Conv1D(2, 3, 1, Padding.CAUSAL, 2));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("the backward pass equals difference quotients, masked and not, batch and time 1")
  void gradients(Conv1D spec) {
    INDArray x = GradientCheck.random(1, 2, 5, 3);
    GradientCheck.check(spec, Signal.of(x), true);
    GradientCheck.check(spec, Signal.of(x, MASK), true);
    GradientCheck.check(spec, Signal.of(x), false);
    GradientCheck.check(spec, Signal.of(GradientCheck.random(2, 1, 5, 1)), true);
    if (spec.padding() != Padding.VALID || spec.kernelSize() == 1) {
      GradientCheck.check(spec, Signal.of(GradientCheck.random(3, 2, 1, 2)), true);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("it is the sum that its Javadoc gives, in plain and in fast kernels")
  void equation(Conv1D spec) {
    Layer layer = layer(spec, 3, DataType.FLOAT);
    INDArray x = GradientCheck.random(1, 2, 5, 3).castTo(DataType.FLOAT);
    INDArray y = run(layer, Signal.of(x), PLAIN).values();
    INDArray kernel = layer.parameters().get(0).value();
    int span = (spec.kernelSize() - 1) * spec.dilationRate() + 1;
    int steps = (int) y.size(1);
    int left =
        switch (spec.padding()) {
          case VALID -> 0;
          case CAUSAL -> span - 1;
          case SAME -> Math.max(0, (steps - 1) * spec.strides() + span - 5) / 2;
        };
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < steps; t++) {
        for (int f = 0; f < spec.filters(); f++) {
          double sum = layer.parameters().get(1).value().getDouble(f);
          for (int k = 0; k < spec.kernelSize(); k++) {
            int at = t * spec.strides() - left + k * spec.dilationRate();
            for (int i = 0; i < 3 && at >= 0 && at < 5; i++) {
              sum += x.getDouble(b, at, i) * kernel.getDouble(k, i, f);
            }
          }
          assertEquals(sum, y.getDouble(b, t, f), 1e-5);
        }
      }
    }
    INDArray fast = run(layer, Signal.of(x), new CpuKernels(new Workers(1))).values();
    assertClose(y, fast, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("the declared shape is the computed one")
  void shape(Conv1D spec) {
    INDArray y = run(layer(spec, 3, DataType.DOUBLE), Signal.of(x(2, 5)), PLAIN).values();
    assertEquals(spec.outputShape(Shape.of(5, 3)), Shape.of(y.size(1), y.size(2)));
    assertEquals(Shape.of(Shape.ANY, spec.filters()), spec.outputShape(Shape.of(Shape.ANY, 3)));
  }

  @Test
  @DisplayName("padding a sequence further changes no real step, whatever stands in the padding")
  void paddingChangesNothing() {
    for (Conv1D spec :
        new Conv1D[] {
          Conv1D.of(2, 2),
          Conv1D.of(2, 3, Padding.SAME),
          Conv1D.of(2, 3, Padding.CAUSAL),
          new Conv1D(2, 3, 2, Padding.CAUSAL, 1)
        }) {
      Layer layer = layer(spec, 3, DataType.DOUBLE);
      INDArray y = run(layer, Signal.of(x(1, 5)), PLAIN).values();
      INDArray padded = Nd4j.zeros(DataType.DOUBLE, 1, 8, 3).addi(99);
      padded
          .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 5), NDArrayIndex.all())
          .assign(x(1, 5));
      INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 1, 1, 0, 0, 0}});
      Signal out = run(layer, Signal.of(padded, mask), PLAIN);
      double[] real = out.mask().orElseThrow().toDoubleMatrix()[0];
      double[] expected = new double[real.length];
      Arrays.fill(expected, 0, (int) y.size(1), 1);
      assertArrayEquals(expected, real, spec.toString());
      INDArray kept =
          out.values()
              .get(NDArrayIndex.all(), NDArrayIndex.interval(0, y.size(1)), NDArrayIndex.all());
      assertClose(y, kept, 1e-12, spec.toString());
    }
  }

  @Test
  @DisplayName("a causal output sees nothing later")
  void causal() {
    Layer layer = layer(Conv1D.of(2, 3, Padding.CAUSAL), 3, DataType.DOUBLE);
    INDArray x = x(1, 5);
    INDArray before = run(layer, Signal.of(x), PLAIN).values().dup();
    x.putScalar(new int[] {0, 3, 1}, 7.0);
    INDArray change = run(layer, Signal.of(x), PLAIN).values().sub(before);
    for (int t = 0; t < 5; t++) {
      INDArray step = change.get(NDArrayIndex.point(0), NDArrayIndex.point(t));
      assertEquals(t >= 3, largest(step) > 0, "step " + t);
    }
  }

  @Test
  @DisplayName("its output wants a gradient as long as kernel or bias is trained")
  void frozen() {
    Layer layer = layer(Conv1D.of(2, 2), 3, DataType.DOUBLE);
    assertTrue(run(layer, Signal.of(x(1, 5)), PLAIN).differentiable());
    layer.parameters().forEach(p -> p.setTrainable(false));
    assertFalse(run(layer, Signal.of(x(1, 5)), PLAIN).differentiable());
  }

  @Test
  @DisplayName("parameters have Keras's names and shapes")
  void parameters() {
    Layer layer = layer(Conv1D.of(4, 2), 3, DataType.FLOAT);
    Parameter kernel = layer.parameters().get(0);
    assertEquals("kernel", kernel.name());
    assertArrayEquals(new long[] {2, 3, 4}, kernel.value().shape());
    assertArrayEquals(new long[] {4}, layer.parameters().get(1).value().shape());
    double limit = Math.sqrt(6.0 / (2 * 3 + 2 * 4)); // Glorot, with the receptive field
    double largest = largest(kernel.value());
    assertTrue(largest <= limit && largest > limit / 2, "largest weight " + largest);
  }

  @Test
  @DisplayName("what cannot be convolved is refused in one line")
  void refusals() {
    assertEquals(
        "Conv1D: expected (batch, time, features), got one example of shape (7)",
        message(() -> Conv1D.of(2, 3).outputShape(Shape.of(7))));
    assertEquals(
        "Conv1D: expected at least 3 steps, got 2; pad the input or use SAME or CAUSAL",
        message(() -> Conv1D.of(2, 3).outputShape(Shape.of(2, 7))));
    assertEquals(
        "Conv1D: expected filters, kernelSize, strides and dilationRate of at least 1, got"
            + " 0, 3, 1 and 1",
        message(() -> Conv1D.of(0, 3)));
    assertEquals(
        "Conv1D: expected strides or dilationRate of 1, got 2 and 2",
        message(() -> new Conv1D(1, 3, 2, Padding.SAME, 2)));
  }

  private static String message(Runnable wrong) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
  }

  private static INDArray x(long batch, long time) {
    return GradientCheck.random(5, batch, time, 3);
  }

  private static Layer layer(Conv1D spec, long features, DataType type) {
    return spec.build(Shape.of(Shape.ANY, features), new Weights(1, type));
  }

  private static Signal run(Layer layer, Signal x, Kernels kernels) {
    return layer.forward(x, Context.inference(kernels, new Arena())).output();
  }
}
