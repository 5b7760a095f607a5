package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.constraints.MaxNorm;
import rawi.nn.constraints.NonNeg;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.optimizers.SGD;

/** What the weights of recurrent layers must satisfy after every step. */
class WeightConstraintsTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("rawi.recurrent.RecurrentGradientTest#cells")
  @DisplayName("kernel, recurrent kernel and bias are each projected by a constraint of their own")
  void projected(RecurrentSpec cell) {
    RecurrentSpec bound =
        cell.with(
            o ->
                o.kernelConstraint(MaxNorm.of(0.1))
                    .recurrentConstraint(new NonNeg())
                    .biasConstraint(w -> w.assign(7)));
    for (Layer.Spec spec : List.of(bound, new Bidirectional(bound))) {
      Layer layer = spec.build(Shape.of(3, 2), new Weights(1, DataType.FLOAT));
      Optimizer.State optimizer = SGD.of(0.01).start(layer.parameters());
      layer.parameters().forEach(p -> p.gradient().assign(0.5));
      optimizer.step(new Nd4jKernels());
      for (int i = 0; i < layer.parameters().size(); i += 3) {
        INDArray norms = value(layer, i).norm2(0);
        assertEquals(0.1, norms.maxNumber().doubleValue(), 1e-5);
        assertEquals(0, value(layer, i + 1).minNumber().doubleValue());
        assertTrue(value(layer, i + 1).maxNumber().doubleValue() > 0);
        assertEquals(7, value(layer, i + 2).minNumber().doubleValue());
      }
    }
  }

  private static INDArray value(Layer layer, int i) {
    Parameter parameter = layer.parameters().get(i);
    return parameter.value();
  }
}
