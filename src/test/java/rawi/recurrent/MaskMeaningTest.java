package rawi.recurrent;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.AssertArrays;
import rawi.nn.Context;
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

/**
 * What a mask means, worked out by hand on the smallest LSTM: one feature, one unit, kernel (1, 0,
 * 2, 0.5), recurrent kernel (0.5, 0, -1, 1), bias (0, 1, 0, 0) for the gates i, f, c, o.
 */
class MaskMeaningTest {
  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  /** The state (h, c) after one step of that LSTM. */
  private record State(double h, double c) {
    static final State ZERO = new State(0, 0);

    State after(double x) {
      double i = sigmoid(x + 0.5 * h);
      double f = sigmoid(1);
      double g = Math.tanh(2 * x - h);
      double o = sigmoid(0.5 * x + h);
      double next = f * c + i * g;
      return new State(o * Math.tanh(next), next);
    }

    private static double sigmoid(double z) {
      return 1 / (1 + Math.exp(-z));
    }
  }

  private static final double[] X = {0.5, 9, -1}; // 9 is padding

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("a masked step holds the state and repeats the output before it")
  void heldAndRepeated(Kernels kernels) {
    State first = State.ZERO.after(0.5);
    State third = first.after(-1);
    assertClose(
        run(LSTM.of(1).with(o -> o.returnSequences(true)), kernels, 1, 0, 1),
        first.h(),
        first.h(),
        third.h());
    assertClose(run(LSTM.of(1), kernels, 1, 0, 1), third.h());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("before the first real step there is nothing to repeat: zeros")
  void beforeTheFirst(Kernels kernels) {
    State second = State.ZERO.after(9);
    assertClose(
        run(LSTM.of(1).with(o -> o.returnSequences(true)), kernels, 0, 1, 0),
        0,
        second.h(),
        second.h());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("read backwards, a sequence comes out in the order read and repeats in that order")
  void backwards(Kernels kernels) {
    State first = State.ZERO.after(-1);
    State third = first.after(0.5);
    assertClose(
        run(LSTM.of(1).with(o -> o.returnSequences(true).goBackwards(true)), kernels, 1, 0, 1),
        first.h(),
        first.h(),
        third.h());
    assertClose(
        run(LSTM.of(1).with(o -> o.returnSequences(false).goBackwards(true)), kernels, 1, 0, 1),
        third.h());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Bidirectional puts zeros at masked steps, and reverses only the real ones")
  void bidirectional(Kernels kernels) {
    State ahead = State.ZERO.after(0.5);
    State back = State.ZERO.after(-1);
    double lastAhead = ahead.after(-1).h();
    double lastBack = back.after(0.5).h();
    assertClose( // (time, forward and backward)
        run(new Bidirectional(LSTM.of(1).with(o -> o.returnSequences(true))), kernels, 1, 0, 1),
        ahead.h(),
        lastBack,
        0,
        0,
        lastAhead,
        back.h());
    assertClose(run(new Bidirectional(LSTM.of(1)), kernels, 1, 0, 1), lastAhead, lastBack);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("a row that is masked as a whole gives zeros")
  void wholeRow(Kernels kernels) {
    for (boolean backwards : new boolean[] {false, true}) {
      assertClose(
          run(
              LSTM.of(1).with(o -> o.returnSequences(true).goBackwards(backwards)),
              kernels,
              0,
              0,
              0),
          0,
          0,
          0);
      assertClose(
          run(
              LSTM.of(1).with(o -> o.returnSequences(false).goBackwards(backwards)),
              kernels,
              0,
              0,
              0),
          0);
    }
    assertClose(
        run(new Bidirectional(LSTM.of(1).with(o -> o.returnSequences(true))), kernels, 0, 0, 0),
        0,
        0,
        0,
        0,
        0,
        0);
    assertClose(run(new Bidirectional(LSTM.of(1)), kernels, 0, 0, 0), 0, 0);
  }

  private static INDArray run(Layer.Spec spec, Kernels kernels, double... mask) {
    Layer layer = spec.build(Shape.of(3, 1), new Weights(1, DataType.FLOAT));
    for (int from = 0; from < layer.parameters().size(); from += 3) {
      List<Parameter> p = layer.parameters().subList(from, from + 3);
      p.get(0).value().assign(Nd4j.createFromArray(new float[][] {{1, 0, 2, 0.5f}}));
      p.get(1).value().assign(Nd4j.createFromArray(new float[][] {{0.5f, 0, -1, 1}}));
      p.get(2).value().assign(Nd4j.createFromArray(0f, 1f, 0f, 0f));
    }
    INDArray x = Nd4j.createFromArray(X).castTo(DataType.FLOAT).reshape(1, 3, 1);
    INDArray m = Nd4j.createFromArray(mask).castTo(DataType.FLOAT).reshape(1, 3);
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.inference(kernels, arena);
          INDArray y = layer.forward(Signal.of(x, m), context).output().values();
          return Arena.outside(() -> y.dup('c'));
        });
  }

  private static void assertClose(INDArray actual, double... expected) {
    AssertArrays.assertClose(expected, actual, 1e-6);
  }
}
