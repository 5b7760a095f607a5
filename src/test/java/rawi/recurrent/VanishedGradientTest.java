package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Workers;

/** What the fast kernels do with gradients too small for float32. */
class VanishedGradientTest {
  private static final int BATCH = 3;
  private static final int TIME = 300;
  private static final int FEATURES = 4;

  static Stream<RecurrentSpec> layers() {
    return Stream.of(SimpleRNN.of(8), LSTM.of(8), GRU.of(8), GRU.of(8).resetAfter(false));
  }

  @ParameterizedTest
  @MethodSource("layers")
  @DisplayName("a gradient that vanishes ends in zeros, not in subnormal numbers, which are slow")
  void noSubnormals(RecurrentSpec spec) {
    float[] dx = inputGradient(spec).data().asFloat();
    int zeros = 0;
    for (float d : dx) {
      assertTrue(d == 0 || Math.abs(d) >= Float.MIN_NORMAL, () -> d + " is subnormal");
      zeros += d == 0 ? 1 : 0;
    }
    assertTrue(zeros > 0, "nothing has vanished: the test shows nothing");
    float last = Math.abs(dx[dx.length - 1]);
    assertTrue(last > 0, "the last step has a gradient");
    assertEquals(BATCH * TIME * FEATURES, dx.length);
  }

  private static INDArray inputGradient(RecurrentSpec spec) {
    Layer layer = spec.build(Shape.of(TIME, FEATURES), new Weights(4, DataType.FLOAT));
    layer.parameters().forEach(p -> p.value().muli(0.25)); // so that nothing lasts for long
    INDArray x = GradientCheck.random(3, BATCH, TIME, FEATURES).castTo(DataType.FLOAT);
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.training(new CpuKernels(new Workers(2)), arena, 1);
          Pass pass = layer.forward(Signal.of(x).asDifferentiable(), context);
          INDArray dy = Nd4j.onesLike(pass.output().values());
          INDArray dx = pass.backward().apply(dy).orElseThrow();
          return Arena.outside(() -> dx.dup('c'));
        });
  }
}
