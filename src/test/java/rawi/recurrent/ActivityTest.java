package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.GradientCheck.Checked;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.regularizers.Regularizer;

/** The penalty on what recurrent layers put out. */
class ActivityTest {
  private static final INDArray X = GradientCheck.random(1, 2, 3, 2);

  static Stream<Layer.Spec> specs() {
    List<Layer.Spec> all = new ArrayList<>();
    for (RecurrentSpec cell : RecurrentGradientTest.cells()) {
      RecurrentSpec penalized =
          cell.with(o -> o.returnSequences(true).activityRegularizer(new Regularizer(0.02, 0.3)));
      all.add(penalized);
      for (MergeMode mode : List.of(MergeMode.CONCAT, MergeMode.SUM, MergeMode.MUL)) {
        all.add(new Bidirectional(penalized, mode));
      }
    }
    return all.stream();
  }

  private static Pass forward(Layer layer, Context context) {
    return layer.forward(Signal.of(X).asDifferentiable(), context);
  }

  private static double loss(Layer layer) {
    Context context = Context.training(new Nd4jKernels(), new Arena(), 1);
    Pass pass = forward(layer, context);
    return pass.output().values().sumNumber().doubleValue() + context.penalties().sum();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("specs")
  @DisplayName("its gradient equals difference quotients")
  void gradients(Layer.Spec spec) {
    Layer layer = spec.build(Shape.of(3, 2), new Weights(1, DataType.DOUBLE));
    Pass pass = forward(layer, Context.training(new Nd4jKernels(), new Arena(), 1));
    INDArray ones = pass.output().values().mul(0).addi(1);
    List<Checked> all = new ArrayList<>();
    all.add(new Checked("x", X, pass.backward().apply(ones).orElseThrow()));
    for (Parameter p : layer.parameters()) {
      all.add(new Checked(p.name(), p.value(), p.gradient()));
    }
    GradientCheck.check(all, () -> loss(layer));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rawi.recurrent.RecurrentGradientTest#cells")
  @DisplayName("of a bidirectional layer it is that of both directions, however they are merged")
  void merged(RecurrentSpec cell) {
    double[] penalties = new double[2];
    MergeMode[] modes = {MergeMode.CONCAT, MergeMode.SUM};
    for (int i = 0; i < modes.length; i++) {
      Layer layer =
          new Bidirectional(cell.with(o -> o.activityRegularizer(Regularizer.l2(1))), modes[i])
              .build(Shape.of(3, 2), new Weights(1, DataType.DOUBLE));
      Context context = Context.training(new Nd4jKernels(), new Arena(), 1);
      forward(layer, context);
      penalties[i] = context.penalties().sum();
    }
    assertEquals(penalties[0], penalties[1], 1e-12);
  }
}
