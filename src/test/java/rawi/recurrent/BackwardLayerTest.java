package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

/** {@link Bidirectional} whose backward direction is a layer of its own. */
class BackwardLayerTest {
  private static final int BATCH = 3;
  private static final int TIME = 4;
  private static final int FEATURES = 2;

  private static RecurrentSpec ahead(UnaryOperator<RecurrentOptions> change) {
    return LSTM.of(3).with(change);
  }

  private static RecurrentSpec back(UnaryOperator<RecurrentOptions> change) {
    return GRU.of(2).with(change).with(o -> o.goBackwards(true));
  }

  private static INDArray forward(Layer layer, Signal x, Kernels kernels) {
    return layer.forward(x, Context.inference(kernels, new Arena())).output().values();
  }

  @Test
  @DisplayName("it puts out what the two layers put out by themselves")
  void bothByThemselves() {
    INDArray x = GradientCheck.random(1, BATCH, TIME, FEATURES).castTo(DataType.FLOAT);
    Shape shape = Shape.of(TIME, FEATURES);
    for (RecurrentSpec other :
        List.of(
            back(o -> o), LSTM.of(5).activation(Activations.RELU).with(o -> o.goBackwards(true)))) {
      Layer both = new Bidirectional(ahead(o -> o)).backwardLayer(other).build(shape, weights());
      Layer one = ahead(o -> o).build(shape, weights());
      Layer two = other.build(shape, weights());
      List<Parameter> parts = new ArrayList<>(one.parameters());
      parts.addAll(two.parameters());
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).load(both.parameters().get(i).value());
      }
      for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(new Workers(2)))) {
        Signal in = Signal.of(x, Masks.MIDDLE.of(BATCH, TIME, DataType.FLOAT).orElseThrow());
        INDArray expected = Nd4j.concat(1, forward(one, in, kernels), forward(two, in, kernels));
        assertBits(expected, forward(both, in, kernels));
      }
    }
  }

  private static Weights weights() {
    return new Weights(1, DataType.FLOAT);
  }

  @Test
  @DisplayName("its weights are named as in Keras, each direction's by its own kind")
  void names() {
    Layer both =
        new Bidirectional(ahead(o -> o))
            .backwardLayer(back(o -> o))
            .build(Shape.of(TIME, FEATURES), weights());
    assertEquals("forward_lstm/kernel", both.parameters().get(0).name());
    assertEquals("backward_gru/kernel", both.parameters().get(3).name());
  }

  @Test
  @DisplayName(
      "its gradients equal difference quotients, masked, through states given and returned")
  void gradients() {
    for (boolean sequences : new boolean[] {true, false}) {
      for (Masks masks : List.of(Masks.NONE, Masks.MIDDLE)) {
        UnaryOperator<RecurrentOptions> options =
            o -> o.returnSequences(sequences).returnState(true);
        Bidirectional spec = new Bidirectional(ahead(options)).backwardLayer(back(options));
        List<Signal> inputs = new ArrayList<>();
        inputs.add(
            random(1, BATCH, TIME, FEATURES).withMask(masks.of(BATCH, TIME, DataType.DOUBLE)));
        inputs.add(random(2, BATCH, 3));
        inputs.add(random(3, BATCH, 3));
        inputs.add(random(4, BATCH, 2));
        GradientCheck.check(spec, inputs);
        GradientCheck.check(
            new Bidirectional(spec.layer(), MergeMode.NONE, spec.backwardLayer()), inputs);
      }
    }
  }

  private static Signal random(int seed, long... shape) {
    return Signal.of(GradientCheck.random(seed, shape)).asDifferentiable();
  }

  @Test
  @DisplayName("layers that do not go together are refused, as in Keras")
  void refusals() {
    Bidirectional one = new Bidirectional(ahead(o -> o));
    refused("expected a backward layer that reads backwards", () -> one.backwardLayer(GRU.of(2)));
    refused(
        "expected the same returnSequences of both layers, got false forwards and true backwards",
        () -> one.backwardLayer(back(o -> o.returnSequences(true))));
    refused("the same returnState", () -> one.backwardLayer(back(o -> o.returnState(true))));
    refused("the same stateful", () -> one.backwardLayer(back(o -> o.stateful(true))));
    refused(
        "merge SUM takes outputs of one size, got 3 units forwards and 2 backwards",
        () -> new Bidirectional(ahead(o -> o), MergeMode.SUM).backwardLayer(back(o -> o)));
    Shape x = Shape.of(TIME, FEATURES);
    refused(
        "Bidirectional: expected 4 initial states of shapes [(3), (3), (3), (3)], got 2 of [(3), (3)]",
        () -> one.outputShapes(List.of(x, Shape.of(3), Shape.of(3))));
    refused(
        "Bidirectional: expected 3 initial states of shapes [(3), (3), (2)], got 1 of [(3)]",
        () -> one.backwardLayer(back(o -> o)).outputShapes(List.of(x, Shape.of(3))));
  }

  private static void refused(String part, Runnable what) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, what::run);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }
}
