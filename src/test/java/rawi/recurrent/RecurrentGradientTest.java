package rawi.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Signal;
import rawi.nn.activations.Activations;

/** Every layer, mask, output and direction, in float64. */
class RecurrentGradientTest {
  private static final int FEATURES = 2;
  private static final int UNITS = 2;
  private static final int[][] BATCH_AND_TIME = {{3, 4}, {2, 1}, {1, 3}};

  /** One of each kind of cell. */
  static List<RecurrentSpec> cells() {
    return List.of(
        SimpleRNN.of(UNITS), LSTM.of(UNITS), GRU.of(UNITS), GRU.of(UNITS).resetAfter(false));
  }

  static Stream<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (RecurrentSpec cell : cells()) {
      for (boolean sequences : new boolean[] {true, false}) {
        RecurrentSpec forward = cell.with(o -> o.returnSequences(sequences));
        for (Layer.Spec spec :
            List.of(forward, forward.with(o -> o.goBackwards(true)), new Bidirectional(forward))) {
          for (Masks mask : Masks.values()) {
            for (int[] size : BATCH_AND_TIME) {
              all.add(Arguments.of(spec, mask, size[0], size[1]));
            }
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, padding {1}, batch {2}, time {3}")
  @MethodSource("cases")
  @DisplayName("the backward pass equals difference quotients")
  void gradients(Layer.Spec spec, Masks masks, int batch, int time) {
    check(spec, masks, batch, time);
  }

  static Stream<Layer.Spec> options() {
    List<Layer.Spec> all = new ArrayList<>();
    for (RecurrentSpec cell : cells()) {
      RecurrentSpec sequences = cell.with(o -> o.returnSequences(true));
      all.add(cell.with(o -> o.useBias(false)));
      all.add(sequences.with(o -> o.dropout(0.4)));
      all.add(sequences.with(o -> o.recurrentDropout(0.4)));
      all.add(new Bidirectional(sequences.with(o -> o.dropout(0.3).recurrentDropout(0.3))));
      for (MergeMode mode : List.of(MergeMode.SUM, MergeMode.MUL, MergeMode.AVE)) {
        all.add(new Bidirectional(cell, mode));
        all.add(new Bidirectional(sequences, mode));
      }
    }
    all.add(SimpleRNN.of(UNITS).activation(Activations.SIGMOID));
    all.add(LSTM.of(UNITS).activation(Activations.SIGMOID).recurrentActivation(Activations.TANH));
    all.add(
        GRU.of(UNITS).activation(Activations.LINEAR).recurrentActivation(Activations.HARD_SIGMOID));
    all.add(GRU.of(UNITS).resetAfter(false).activation(Activations.SIGMOID));
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  @DisplayName("also without bias, with dropout, other activations and every merge mode")
  void gradientsWithOptions(Layer.Spec spec) {
    check(spec, Masks.END, 3, 4);
  }

  private static void check(Layer.Spec spec, Masks masks, int batch, int time) {
    INDArray x = GradientCheck.random(5, batch, time, FEATURES);
    Optional<INDArray> mask = masks.of(batch, time, DataType.DOUBLE);
    GradientCheck.check(spec, Signal.of(x).withMask(mask), true);
  }
}
