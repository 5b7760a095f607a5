package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

class GlobalPoolingTest {
  /** Three sequences of four steps: one real step, all, none. */
  private static final INDArray MASK =
      Nd4j.createFromArray(new double[][] {{0, 1, 0, 0}, {1, 1, 1, 1}, {0, 0, 0, 0}});

  static Stream<Layer.Spec> layers() {
    return Stream.of(new GlobalMaxPooling1D(), new GlobalAveragePooling1D());
  }

  static Stream<Arguments> cases() {
    return layers()
        .flatMap(
            spec ->
                Stream.of(
                    Arguments.of(spec, new long[] {3, 4, 2}, Optional.of(MASK)),
                    Arguments.of(spec, new long[] {3, 4, 2}, Optional.empty()),
                    Arguments.of(spec, new long[] {1, 4, 3}, Optional.empty()),
                    Arguments.of(spec, new long[] {2, 1, 3}, Optional.empty()),
                    Arguments.of(spec, new long[] {1, 1, 1}, Optional.empty())));
  }

  @ParameterizedTest(name = "{0} {1}, mask {2}", autoCloseArguments = false)
  @MethodSource("cases")
  @DisplayName("the backward pass equals difference quotients")
  void gradients(Layer.Spec spec, long[] shape, Optional<INDArray> mask) {
    Signal x = Signal.of(GradientCheck.random(2, shape)).withMask(mask);
    GradientCheck.check(spec, x, true);
    GradientCheck.check(spec, x, false);
  }

  @Test
  @DisplayName("masked steps count neither for the maximum nor for the mean; no step gives zeros")
  void masked() {
    INDArray x =
        Nd4j.createFromArray(
            new double[][][] {
              {{9}, {-5}, {9}, {9}}, {{1}, {2}, {-3}, {4}}, {{7}, {7}, {7}, {7}},
            });
    Signal in = Signal.of(x, MASK);
    assertBits(column(-5, 4, 0), run(new GlobalMaxPooling1D(), in));
    assertBits(column(-5, 1, 0), run(new GlobalAveragePooling1D(), in));
  }

  @Test
  @DisplayName("of equal steps the first gets the gradient of the maximum")
  void ties() {
    Signal in = Signal.of(Nd4j.ones(DataType.DOUBLE, 1, 3, 1)).asDifferentiable();
    INDArray dx =
        build(new GlobalMaxPooling1D())
            .forward(in, context())
            .backward()
            .apply(Nd4j.createFromArray(new double[][] {{5}}))
            .orElseThrow();
    assertBits(Nd4j.createFromArray(new double[][][] {{{5}, {0}, {0}}}), dx);
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("an input without time is refused in one line")
  void refusals(Layer.Spec spec) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> spec.outputShape(Shape.of(3)));
    assertEquals(
        spec.getClass().getSimpleName()
            + ": expected (batch, time, features), got one example of shape (3); "
            + "set returnSequences on the layer before it",
        e.getMessage());
  }

  private static INDArray column(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  private static INDArray run(Layer.Spec spec, Signal in) {
    return build(spec).forward(in, context()).output().values();
  }

  private static Layer build(Layer.Spec spec) {
    return spec.build(Shape.of(Shape.ANY, 1), new Weights(1, DataType.DOUBLE));
  }

  private static Context context() {
    return Context.inference(new Nd4jKernels(), new Arena());
  }
}
