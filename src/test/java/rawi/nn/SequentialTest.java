package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.embeddings.Embedding;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.Flatten;
import rawi.nn.layers.GlobalAveragePooling1D;
import rawi.nn.layers.GlobalMaxPooling1D;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

class SequentialTest {
  private static final INDArray IDS =
      Nd4j.createFromArray(new int[][] {{4, 2, 4, 0}, {1, 0, 0, 0}, {3, 2, 1, 5}});

  private static final Sequential CLASSIFIER =
      Sequential.of(
          new Embedding(6, 3, true),
          new Dropout(0.2),
          new Bidirectional(LSTM.of(2)),
          new Dense(4),
          new Dense(2));

  @Test
  @DisplayName("a whole classifier's gradients equal difference quotients")
  void gradients() {
    GradientCheck.check(CLASSIFIER, Signal.of(IDS), false);
  }

  @Test
  @DisplayName("so do those of stacked and pooled layers")
  void stackedAndPooled() {
    for (Layer.Spec pooling : List.of(new GlobalMaxPooling1D(), new GlobalAveragePooling1D())) {
      GradientCheck.check(
          Sequential.of(
              new Embedding(6, 3, true),
              new Bidirectional(LSTM.of(2).with(o -> o.returnSequences(true))),
              LSTM.of(3).with(o -> o.returnSequences(true).goBackwards(true)),
              pooling,
              new Dense(2)),
          Signal.of(IDS),
          false);
    }
  }

  @Test
  @DisplayName("parameters are named by layer as in Keras, and repeated layers numbered")
  void names() {
    assertEquals(
        List.of(
            "embedding/embeddings",
            "bidirectional/forward_lstm/kernel",
            "bidirectional/forward_lstm/recurrent_kernel",
            "bidirectional/forward_lstm/bias",
            "bidirectional/backward_lstm/kernel",
            "bidirectional/backward_lstm/recurrent_kernel",
            "bidirectional/backward_lstm/bias",
            "dense/kernel",
            "dense/bias",
            "dense_1/kernel",
            "dense_1/bias"),
        build(CLASSIFIER).parameters().stream().map(Parameter::name).toList());
  }

  @Test
  @DisplayName("names that class names do not give by rule are Keras's too")
  void namesOfLayers() {
    assertEquals("lstm", LSTM.of(1).name());
    assertEquals("global_max_pooling1d", new GlobalMaxPooling1D().name());
    assertEquals("global_average_pooling1d", new GlobalAveragePooling1D().name());
    assertEquals("dropout", new Dropout(0.1).name());
  }

  @Test
  @DisplayName("one seed builds one model, another seed another")
  void seeds() {
    Layer one = build(CLASSIFIER);
    Layer same = build(CLASSIFIER);
    Layer other = CLASSIFIER.build(Shape.of(Shape.ANY), new Weights(2, DataType.DOUBLE));
    for (int i = 0; i < one.parameters().size(); i++) {
      assertBits(one.parameters().get(i).value(), same.parameters().get(i).value());
    }
    assertFalse(one.parameters().get(0).value().equals(other.parameters().get(0).value()));
  }

  @Test
  @DisplayName("below a frozen embedding nothing is computed, above it gradients are right")
  void frozen() {
    Layer model = build(CLASSIFIER);
    model.parameters().get(0).setTrainable(false);
    model
        .forward(Signal.of(IDS), Context.training(new Nd4jKernels(), new Arena(), 1))
        .backward()
        .apply(GradientCheck.random(1, 3, 2));
    assertTrue(model.parameters().get(0).rowGradient().isEmpty());
    model.parameters().forEach(Parameter::clearGradient);
    model.parameters().get(0).setTrainable(true);
    GradientCheck.check(model, Signal.of(IDS));
  }

  @Test
  @DisplayName("layers that do not fit are refused when the model is built")
  void misfits() {
    Sequential model = Sequential.of(new Embedding(6, 3, true), LSTM.of(2), LSTM.of(2));
    Exception e = assertThrows(IllegalArgumentException.class, () -> build(model));
    assertEquals(
        "lstm gives (2); lstm_1 cannot take it: "
            + "LSTM: expected (batch, time, features), got one example of shape (2); "
            + "lstm ends the sequence: set its returnSequences if it is recurrent, else leave it out",
        e.getMessage());
  }

  @Test
  @DisplayName("advice to return sequences is given where a sequence ended, and nowhere else")
  void advice() {
    String wanted = "LSTM: expected (batch, time, features), got one example of shape ";
    String reshape = "; give it (time, features), such as Reshape or RepeatVector do";
    assertEquals(
        "dense gives (8); lstm cannot take it: " + wanted + "(8)" + reshape,
        refused(Shape.of(4), new Dense(8), LSTM.of(2)));
    assertEquals(
        "the input gives (4); lstm cannot take it: " + wanted + "(4)" + reshape,
        refused(Shape.of(4), LSTM.of(2)));
    assertEquals(
        "flatten gives (12); lstm cannot take it: "
            + wanted
            + "(12); flatten ends the sequence: set its returnSequences if it is recurrent, else leave"
            + " it out",
        refused(Shape.of(3, 4), new Flatten(), LSTM.of(2)));
    assertEquals(
        "dense gives (8); global_max_pooling1d cannot take it: GlobalMaxPooling1D: expected (batch,"
            + " time, features), got one example of shape (8)"
            + reshape,
        refused(Shape.of(4), new Dense(8), new GlobalMaxPooling1D()));
  }

  private static String refused(Shape input, Layer.Spec... layers) {
    Sequential model = Sequential.of(layers);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> model.outputShape(input)).getMessage());
  }

  private static Layer build(Sequential model) {
    return model.build(Shape.of(Shape.ANY), new Weights(1, DataType.DOUBLE));
  }
}
