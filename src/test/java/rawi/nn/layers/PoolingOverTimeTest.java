package rawi.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
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
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Workers;

/** {@link MaxPooling1D} and {@link AveragePooling1D}. */
class PoolingOverTimeTest {
  /** Seven steps: five real ones, a hole and an end, and none but the last two. */
  private static final INDArray MASK =
      Nd4j.createFromArray(new double[][] {{1, 1, 0, 1, 1, 0, 0}, {0, 0, 0, 0, 0, 1, 1}});

  static Stream<Layer.Spec> layers() {
    return Stream.of(Padding.values())
        .flatMap(
            padding ->
                Stream.of(new int[] {2, 2}, new int[] {3, 1}, new int[] {3, 2}, new int[] {1, 3})
                    .flatMap(
                        size ->
                            Stream.of(
                                new MaxPooling1D(size[0], size[1], padding),
                                new AveragePooling1D(size[0], size[1], padding))));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theBackwardPassEqualsDifferenceQuotients(Layer.Spec spec) {
    INDArray x = GradientCheck.random(3, 2, 7, 3);
    GradientCheck.check(spec, Signal.of(x), true);
    GradientCheck.check(spec, Signal.of(x, MASK), true);
    GradientCheck.check(spec, Signal.of(x), false);
    GradientCheck.check(spec, Signal.of(GradientCheck.random(4, 1, 3, 1)), true);
  }

  /** What the Javadoc says, step by step; masked steps and what is outside left out. */
  @ParameterizedTest
  @MethodSource("layers")
  void itIsTheLargestOrTheMeanOfTheRealStepsOfEachWindow(Layer.Spec spec) {
    INDArray x =
        GradientCheck.random(5, 2, 7, 3).sub(2); // all below 0: a zero would be the largest
    Signal y = Run.infer(spec, Signal.of(x, MASK));
    INDArray mask = y.mask().orElseThrow();
    assertThat(spec.outputShape(Shape.of(7, 3)))
        .isEqualTo(Shape.of(y.values().size(1), y.values().size(2)));
    int size =
        spec instanceof MaxPooling1D max ? max.poolSize() : ((AveragePooling1D) spec).poolSize();
    int strides =
        spec instanceof MaxPooling1D max ? max.strides() : ((AveragePooling1D) spec).strides();
    boolean same = spec.toString().contains("SAME");
    int steps = (int) y.values().size(1);
    int before = same ? Math.max((steps - 1) * strides + size - 7, 0) / 2 : 0;
    boolean largest = spec instanceof MaxPooling1D;
    DoubleBinaryOperator joined = largest ? Math::max : Double::sum;
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < steps; t++) {
        int real = 0;
        double[] all = new double[3];
        for (int k = 0; k < size; k++) {
          int at = t * strides - before + k;
          if (at >= 0 && at < 7 && MASK.getDouble(b, at) > 0) {
            for (int f = 0; f < 3; f++) {
              double value = x.getDouble(b, at, f);
              all[f] = real == 0 ? value : joined.applyAsDouble(all[f], value);
            }
            real++;
          }
        }
        assertThat(mask.getDouble(b, t)).isEqualTo(real > 0 ? 1 : 0);
        for (int f = 0; f < 3; f++) {
          double right = largest ? all[f] : all[f] / Math.max(real, 1);
          assertThat(y.values().getDouble(b, t, f))
              .isCloseTo(right, org.assertj.core.data.Offset.offset(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void fastAndPlainKernelsAgree(Layer.Spec spec) {
    INDArray x = GradientCheck.random(6, 2, 7, 3).castTo(DataType.FLOAT);
    Layer layer = spec.build(Shape.of(7, 3), new Weights(1, DataType.FLOAT));
    Context fast = Context.inference(new CpuKernels(new Workers(1)), new Arena());
    for (Signal in : List.of(Signal.of(x), Signal.of(x, MASK.castTo(DataType.FLOAT)))) {
      assertClose(
          layer.forward(in, Run.inference()).output().values(),
          layer.forward(in, fast).output().values(),
          1e-6);
    }
  }

  @Test
  void paddingABatchFurtherChangesNothing() {
    INDArray x = GradientCheck.random(7, 2, 4, 3);
    INDArray longer = Nd4j.valueArrayOf(new long[] {2, 8, 3}, 9.0, DataType.DOUBLE);
    longer.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4), NDArrayIndex.all()).assign(x);
    INDArray real = Nd4j.createFromArray(new double[][] {{1, 1, 1, 1}, {1, 1, 1, 0}});
    INDArray padded = Nd4j.zeros(DataType.DOUBLE, 2, 8);
    padded.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4)).assign(real);
    for (Layer.Spec spec : List.of(MaxPooling1D.of(2), AveragePooling1D.of(2))) {
      Signal one = Run.infer(spec, Signal.of(x, real));
      Signal other = Run.infer(spec, Signal.of(longer, padded));
      assertClose(
          one.values(),
          other.values().get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2), NDArrayIndex.all()),
          0);
      assertThat(other.mask().orElseThrow().sumNumber().intValue()).isEqualTo(4);
    }
  }

  @Test
  void whatCannotBePooledIsRefusedWithItsNumbers() {
    assertThatThrownBy(() -> new MaxPooling1D(0, 1, Padding.VALID))
        .hasMessage("MaxPooling1D: expected poolSize and strides of at least 1, got 0 and 1");
    assertThatThrownBy(() -> AveragePooling1D.of(5).outputShape(Shape.of(4, 3)))
        .hasMessage(
            "AveragePooling1D: expected at least 5 steps, got 4; pad the input or use SAME");
    assertThatThrownBy(() -> Run.infer(MaxPooling1D.of(5), Run.random(1, 2, 4, 3)))
        .hasMessageContaining("expected at least 5 steps, got 4");
    assertThatThrownBy(() -> MaxPooling1D.of(2).outputShape(Shape.of(4)))
        .hasMessageContaining("MaxPooling1D: expected (batch, time, features)");
    assertThat(MaxPooling1D.of(2).outputShape(Shape.of(Shape.ANY, 3)))
        .isEqualTo(Shape.of(Shape.ANY, 3));
  }
}
