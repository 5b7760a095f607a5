package rawi.recurrent;

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

class RecurrentGradientTest {
  private static final int FEATURES = 2;
  private static final int UNITS = 2;

  static Stream<Arguments> cases() {
    return Stream.of(Masks.values())
        .flatMap(
            mask ->
                Stream.of(true, false)
                    .flatMap(
                        sequences ->
                            Stream.of(
                                    new LSTM(UNITS, sequences, false),
                                    new LSTM(UNITS, sequences, true),
                                    new Bidirectional(new LSTM(UNITS, sequences, false)))
                                .flatMap(
                                    spec ->
                                        Stream.of(
                                            Arguments.of(spec, mask, 3, 4),
                                            Arguments.of(spec, mask, 2, 1),
                                            Arguments.of(spec, mask, 1, 3)))));
  }

  @ParameterizedTest(name = "{0}, padding {1}, batch {2}, time {3}")
  @MethodSource("cases")
  @DisplayName("the backward pass equals difference quotients")
  void gradients(Layer.Spec spec, Masks masks, int batch, int time) {
    INDArray x = GradientCheck.random(5, batch, time, FEATURES);
    Optional<INDArray> mask = masks.of(batch, time, DataType.DOUBLE);
    GradientCheck.check(spec, Signal.of(x).withMask(mask), true);
  }
}
