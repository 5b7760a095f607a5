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
                      o.kernelInitializer(Initializer.ONES)
                          .recurrentInitializer(new Initializer.Constant(a)));
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
    INDArray d = Nd4j.ones(DataType.DOUBLE, 1, 2);
    assertRefused(
        "expected a layer with returnState, got one without; set returnState", LSTM.of(2), X, d);
    assertRefused(
        "expected a SimpleRNN, LSTM or GRU, built, with returnState, got a layer of another kind",
        new Bidirectional(LSTM.of(2)),
        X,
        d);
    assertRefused(
        "expected a layer that reads forwards, without dropout,"
            + " got goBackwards true, dropout 0.5 and recurrentDropout 0.0",
        LSTM.of(2).with(o -> o.returnState(true).goBackwards(true).dropout(0.5)),
        X,
        d);
  }

  @Test
  @DisplayName("numbers that are none are refused, in the data and in the weights")
  void notANumber() {
    RecurrentSpec spec = LSTM.of(2).with(o -> o.returnState(true));
    INDArray d = Nd4j.ones(DataType.DOUBLE, 1, 2);
    INDArray x = X.dup().putScalar(new int[] {0, 2, 1}, Double.NaN);
    assertRefused("expected x of finite numbers, got NaN in row 0; correct the data", spec, x, d);
    assertRefused(
        "expected dLast of finite numbers, got Infinity in row 0; correct the data",
        spec,
        X,
        d.dup().putScalar(0, Double.POSITIVE_INFINITY));
    Initializer none = new Initializer.Constant(1);
    Layer layer = build(LSTM.of(2).with(o -> o.kernelInitializer(none)));
    layer.parameters().get(0).value().assign(Double.NaN);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradientFlow.measure(layer, X, d, new Nd4jKernels()));
    assertEquals(
        "gradient flow: the gradient is NaN after step 4;"
            + " look at the layer's weights, or scale them down",
        e.getMessage());
  }

  private static void assertRefused(String message, Layer.Spec spec, INDArray x, INDArray dLast) {
    Layer layer = (Layer) spec.build(List.of(Shape.of(5, 2)), new Weights(1, DataType.DOUBLE));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradientFlow.measure(layer, x, dLast, new Nd4jKernels()));
    assertEquals("gradient flow: " + message, e.getMessage());
  }
}
