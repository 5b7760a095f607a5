package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

/** Masking, RepeatVector, TimeDistributed. */
class SequenceLayersTest {
  private static Signal forward(Layer.Spec spec, Signal in) {
    long[] shape = in.values().shape();
    Shape example = Shape.of(java.util.Arrays.copyOfRange(shape, 1, shape.length));
    Layer layer = spec.build(example, new Weights(1, in.values().dataType()));
    return layer.forward(in, Context.inference(new Nd4jKernels(), new Arena())).output();
  }

  @Test
  @DisplayName("Masking masks the steps where every feature is the value, and only those")
  void masking() {
    INDArray x = Nd4j.create(new double[][][] {{{9, 9}, {1, 9}, {9, 9}, {2, 3}}});
    Signal out = forward(new Masking(9), Signal.of(x));
    assertBits(Nd4j.create(new double[][] {{0, 1, 0, 1}}), out.mask().orElseThrow());
    assertBits(Nd4j.create(new double[][][] {{{0, 0}, {1, 9}, {0, 0}, {2, 3}}}), out.values());
  }

  @Test
  @DisplayName("RepeatVector gives its input at every step")
  void repeats() {
    Signal out = forward(new RepeatVector(2), Signal.of(Nd4j.create(new double[][] {{1, 2}})));
    assertBits(Nd4j.create(new double[][][] {{{1, 2}, {1, 2}}}), out.values());
    assertThrows(IllegalArgumentException.class, () -> new RepeatVector(0));
  }

  @Test
  @DisplayName("TimeDistributed gives at each step what its layer gives, and keeps the mask")
  void everyStep() {
    INDArray x = GradientCheck.random(1, 3, 4, 5);
    INDArray mask = Nd4j.ones(DataType.DOUBLE, 3, 4).putScalar(1, 3, 0);
    Signal out = forward(new TimeDistributed(new Dense(2)), Signal.of(x, mask));
    assertArrayEquals(new long[] {3, 4, 2}, out.values().shape());
    assertBits(mask, out.mask().orElseThrow());
    Signal one = forward(new Dense(2), Signal.of(x.slice(1)));
    assertBits(one.values(), out.values().slice(1));
    assertEquals(
        Shape.of(Shape.ANY, 2),
        new TimeDistributed(new Dense(2)).outputShape(Shape.of(Shape.ANY, 5)));
  }

  @Test
  @DisplayName("their backward passes equal difference quotients")
  void gradients() {
    for (long[] shape : new long[][] {{3, 4, 2}, {1, 1, 2}, {1, 3, 2}, {2, 1, 2}}) {
      Signal x = Signal.of(GradientCheck.random(2, shape));
      GradientCheck.check(new Masking(), x, true);
      GradientCheck.check(new TimeDistributed(new Dense(3)), x, true);
      GradientCheck.check(
          new TimeDistributed(Sequential.of(new Dense(3), new Dropout(0.5))), x, true);
      Signal v = Signal.of(GradientCheck.random(2, shape[0], shape[2]));
      GradientCheck.check(new RepeatVector(3), v, true);
    }
  }

  @Test
  @DisplayName("a shape that is no sequence, or no vector, is refused with what came")
  void refusals() {
    for (Layer.Spec spec : List.of(new Masking(), new TimeDistributed(new Dense(2)))) {
      assertThrows(IllegalArgumentException.class, () -> spec.outputShape(Shape.of(3)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new RepeatVector(2).outputShape(Shape.of(2, 3)));
    Signal x = Signal.of(Nd4j.ones(DataType.DOUBLE, 2, 3, 2), Nd4j.ones(DataType.DOUBLE, 2, 4));
    Run.assertRefused(
        "TimeDistributed: expected a mask of shape (2, 3), got (2, 4)",
        () -> forward(new TimeDistributed(new Dense(2)), x));
    Run.assertRefused(
        "Masking: expected a maskValue that numbers can equal, got NaN; give padding a number,"
            + " or a mask beside the values",
        () -> new Masking(Double.NaN));
  }
}
