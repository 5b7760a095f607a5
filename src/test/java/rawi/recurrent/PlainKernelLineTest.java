package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;

/** What a layer says when it is built that the fast kernels cannot run. */
class PlainKernelLineTest {
  private static List<String> said(Layer.Spec spec, DataType type) {
    List<String> lines = new ArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(RecurrentSpec.class.getName());
    logger.addHandler(listener);
    try {
      Sequential.of(spec).build(Shape.of(3, 2), new Weights(1, type));
    } finally {
      logger.removeHandler(listener);
    }
    return lines;
  }

  @Test
  @DisplayName(
      "other activations are said in one line with the layer's path, each direction's alone")
  void line() {
    SimpleRNN relu = SimpleRNN.of(2).activation(Activations.RELU);
    String line = ": activations other than tanh and sigmoid run on the plain kernel, slower";
    assertEquals(List.of("rawi: simple_rnn" + line), said(relu, DataType.FLOAT));
    Bidirectional mixed =
        new Bidirectional(LSTM.of(2)).backwardLayer(relu.with(o -> o.goBackwards(true)));
    assertEquals(
        List.of("rawi: bidirectional/backward_simple_rnn" + line), said(mixed, DataType.FLOAT));
    assertEquals(List.of(), said(LSTM.of(2), DataType.FLOAT));
    assertEquals(List.of(), said(relu, DataType.DOUBLE), "there all kernels are the plain ones");
  }
}
