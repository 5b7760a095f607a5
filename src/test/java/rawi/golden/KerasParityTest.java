package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.embeddings.Embedding;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Conv1D;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.MaxPooling1D;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.SimpleRNN;

/**
 * Models that Keras computed, with its weights. Activations after a Dense are applied here: Dense
 * has none.
 */
class KerasParityTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Dense, relu, Dropout, Dense, softmax")
  void dense(Kernels kernels) {
    KerasModel keras = KerasModel.read("dense_relu_softmax");
    Layer first = build(keras, 0, 1, Shape.of(6), new Dense(5));
    Layer second = build(keras, 1, 2, Shape.of(5), new Dropout(0.5), new Dense(3));
    INDArray hidden = Transforms.relu(run(first, keras.input(), kernels), true);
    assertClose(keras.output(), Transforms.softmax(run(second, hidden, kernels), true), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("LSTM, last output")
  void lstmLast(Kernels kernels) {
    KerasModel keras = KerasModel.read("lstm_last");
    Layer model = build(keras, 0, 1, Shape.of(7, 4), LSTM.of(5));
    assertClose(keras.output(), run(model, keras.input(), kernels), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("LSTM over sequences, then one that reads them backwards, then Dense at each step")
  void lstmStacked(Kernels kernels) {
    KerasModel keras = KerasModel.read("lstm_stacked_seq");
    Layer recurrent =
        build(
            keras,
            0,
            2,
            Shape.of(6, 4),
            LSTM.of(5).with(o -> o.returnSequences(true)),
            LSTM.of(3).with(o -> o.returnSequences(true).goBackwards(true)));
    Layer head = build(keras, 2, 3, Shape.of(3), new Dense(2));
    INDArray steps = run(recurrent, keras.input(), kernels).reshape(2 * 6, 3);
    INDArray y = Transforms.softmax(run(head, steps, kernels), true);
    assertClose(keras.output(), y.reshape(2, 6, 2), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("GRU over sequences, then one that gives its last output, both ways to reset")
  void gru(Kernels kernels) {
    for (boolean after : new boolean[] {true, false}) {
      KerasModel keras = KerasModel.read(after ? "gru_reset_after" : "gru_reset_before");
      GRU first = GRU.of(5).resetAfter(after).with(o -> o.returnSequences(true));
      Layer model = build(keras, 0, 2, Shape.of(6, 4), first, GRU.of(3).resetAfter(after));
      assertClose(keras.output(), run(model, keras.input(), kernels), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("SimpleRNN over sequences, then one that gives its last output")
  void simpleRnn(Kernels kernels) {
    KerasModel keras = KerasModel.read("simplernn_seq_then_last");
    SimpleRNN first = SimpleRNN.of(6).with(o -> o.returnSequences(true));
    Layer model = build(keras, 0, 2, Shape.of(5, 4), first, SimpleRNN.of(3));
    assertClose(keras.output(), run(model, keras.input(), kernels), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("bidirectional LSTM over sequences, then one that gives its last outputs")
  void bidirectional(Kernels kernels) {
    KerasModel keras = KerasModel.read("bilstm_concat_seq");
    Layer model =
        build(
            keras,
            0,
            3,
            Shape.of(6, 4),
            new Bidirectional(LSTM.of(3).with(o -> o.returnSequences(true))),
            new Bidirectional(LSTM.of(2)),
            new Dense(2));
    assertClose(
        keras.output(), Transforms.softmax(run(model, keras.input(), kernels), true), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Embedding that masks id 0, LSTM, Dense, sigmoid")
  void maskedEmbedding(Kernels kernels) {
    KerasModel keras = KerasModel.read("emb_mask_lstm_postpad");
    Layer model =
        build(keras, 0, 3, Shape.of(8), new Embedding(30, 5, true), LSTM.of(4), new Dense(1));
    assertClose(
        keras.output(), Transforms.sigmoid(run(model, keras.input(), kernels), true), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Embedding, Conv1D, relu, pooling by two, causal Conv1D, relu, maximum, softmax")
  void convolution(Kernels kernels) {
    KerasModel keras = KerasModel.read("conv1d_text");
    Layer first = build(keras, 0, 2, Shape.of(12), new Embedding(20, 6, false), Conv1D.of(5, 3));
    Layer second = build(keras, 2, 3, Shape.of(5, 5), Conv1D.of(4, 2, Conv1D.Padding.CAUSAL));
    Layer head = build(keras, 3, 4, Shape.of(4), new Dense(2));
    INDArray x = Transforms.relu(run(first, keras.input(), kernels), true); // (3, 10, 5)
    Layer pooling = build(keras, 2, 2, Shape.of(10, 5), MaxPooling1D.of(2));
    INDArray pooled = run(pooling, x, kernels);
    INDArray y = Transforms.relu(run(second, pooled, kernels), true).max(1); // (3, 4)
    assertClose(keras.output(), Transforms.softmax(run(head, y, kernels), true), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("a model of two inputs, one of ids that an LSTM reads, and two outputs")
  void twoInTwoOut(Kernels kernels) {
    KerasModel keras = KerasModel.read("functional_two_in_two_out");
    Node ids = Node.input("word_ids", Shape.of(6));
    Node features = Node.input("features", Shape.of(3));
    Node read = ids.then(new Embedding(15, 4, false)).then(LSTM.of(3));
    Node hidden =
        Node.join(new Concatenate(-1), read, features).then(Dense.of(5, Activations.RELU));
    Model model =
        new Model(
            List.of(ids, features),
            List.of(hidden.then(Dense.of(3, Activations.SOFTMAX)), hidden.then(Dense.of(1))));
    Network network = Network.of(model, new Weights(1, DataType.FLOAT));
    keras.load(0, keras.weights().size(), network.parameters());
    List<Signal> inputs = keras.inputs().stream().map(Signal::of).toList();
    List<Signal> outputs =
        network.forward(inputs, Context.inference(kernels, new Arena())).outputs();
    assertEquals(2, outputs.size());
    for (int i = 0; i < 2; i++) {
      assertClose(keras.outputs().get(i), outputs.get(i).values(), 1e-6);
    }
  }

  /** The layers with the weights of Keras's layers [from, to). */
  private static Layer build(KerasModel keras, int from, int to, Shape in, Layer.Spec... layers) {
    Layer model = Sequential.of(layers).build(in, new Weights(1, DataType.FLOAT));
    keras.load(from, to, model.parameters());
    return model;
  }

  private static INDArray run(Layer model, INDArray x, Kernels kernels) {
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.inference(kernels, arena);
          INDArray y = model.forward(Signal.of(x), context).output().values();
          return Arena.outside(() -> y.dup('c'));
        });
  }
}
