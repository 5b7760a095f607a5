package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Initializer;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

class GradientFlowTest {
  private static final INDArray X = GradientCheck.random(1, 1, 5, 2);

  private static Layer build(RecurrentSpec spec) {
    return spec.with(o -> o.returnState(true))
        .build(Shape.of(5, 2), new Weights(1, DataType.DOUBLE));
  }

  @Test
  @DisplayName("through a linear network with recurrent kernel a it is |a| to the number of steps")
  void linear() {
    for (double a : new double[] {0.5, 1, 2}) {
      SimpleRNN linear =
          SimpleRNN.of(1)
              .activation(Activations.LINEAR)
              .with(
                  o ->
                      o.weights(
                          o.weights()
                              .initializers(
                                  Initializer.ONES,
                                  new Initializer.Constant(a),
                                  Initializer.ZEROS)));
      INDArray one = Nd4j.ones(DataType.DOUBLE, 1, 1);
      List<Double> norms = GradientFlow.measure(build(linear), X, one, new Nd4jKernels()).norms();
      assertEquals(5, norms.size());
      for (int t = 0; t < 5; t++) {
        assertEquals(Math.pow(a, 4 - t), norms.get(t), 1e-12);
      }
    }
  }

  @Test
  @DisplayName(
      "at each step it is the gradient of the state that the rest of the sequence starts from")
  void states() {
    for (RecurrentSpec cell : RecurrentGradientTest.cells()) {
      INDArray d = GradientCheck.random(2, 1, 2);
      Layer layer = build(cell);
      List<Double> norms = GradientFlow.measure(layer, X, d, new Nd4jKernels()).norms();
      assertEquals(d.norm2Number().doubleValue(), norms.get(4), 1e-12);
      for (int t = 1; t < 5; t++) {
        List<Signal> inputs = new ArrayList<>(List.of(Signal.of(steps(t, 5))));
        forward(layer, List.of(Signal.of(steps(0, t)))).outputs().stream()
            .skip(1)
            .forEach(s -> inputs.add(s.asDifferentiable()));
        List<Optional<INDArray>> dOutputs = new ArrayList<>(List.of(Optional.of(d)));
        dOutputs.addAll(Collections.nCopies(inputs.size() - 1, Optional.empty()));
        double sum =
            forward(layer, inputs).backward().apply(dOutputs).stream()
                .flatMap(Optional::stream)
                .mapToDouble(g -> Math.pow(g.norm2Number().doubleValue(), 2))
                .sum();
        assertEquals(Math.sqrt(sum), norms.get(t - 1), 1e-12, cell + " after step " + t);
      }
    }
  }

  @Test
  @DisplayName("arrays that do not fit the layer are refused in one line")
  void shapes() {
    INDArray d = Nd4j.ones(DataType.DOUBLE, 1, 2);
    refused("expected x (batch, time, features) with 2 features, got shape (5, 2)", X.slice(0), d);
    refused(
        "expected x (batch, time, features) with 2 features, got shape (1, 5, 3)",
        Nd4j.ones(DataType.DOUBLE, 1, 5, 3),
        d);
    refused(
        "expected dLast (batch, units) with 2 units, got shape (1, 3)",
        X,
        Nd4j.ones(DataType.DOUBLE, 1, 3));
    refused(
        "expected one row of dLast for each of 1 of x, got 4", X, Nd4j.ones(DataType.DOUBLE, 4, 2));
  }

  private static void refused(String message, INDArray x, INDArray dLast) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradientFlow.measure(build(LSTM.of(2)), x, dLast, new Nd4jKernels()));
    assertEquals("gradient flow: " + message, e.getMessage());
  }

  private static INDArray steps(int from, int to) {
    return X.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
  }

  private static JunctionPass forward(Layer layer, List<Signal> inputs) {
    return layer.forward(inputs, Context.inference(new Nd4jKernels(), new Arena()));
  }

  @Test
  @DisplayName("a layer without its state put out is refused")
  void refusal() {
    Layer layer = LSTM.of(2).build(Shape.of(5, 2), new Weights(1, DataType.DOUBLE));
    assertThrows(
        IllegalArgumentException.class,
        () -> GradientFlow.measure(layer, X, Nd4j.ones(DataType.DOUBLE, 1, 2), new Nd4jKernels()));
  }
}
