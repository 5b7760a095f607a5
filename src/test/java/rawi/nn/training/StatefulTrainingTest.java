package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.States;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.Loss;
import rawi.nn.losses.MeanAbsoluteError;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.optimizers.SGD;
import rawi.nn.training.TruncatedBackpropagation.Sequences;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;
import rawi.recurrent.SimpleRNN;

/** Stateful models in the training loop. */
class StatefulTrainingTest {
  private static final int TIME = 6;
  private static final INDArray X = GradientCheck.random(1, 5, TIME, 2);
  private static final INDArray Y = GradientCheck.random(2, 5, TIME, 1);
  private static final INDArray MASK =
      Nd4j.create(
          new double[][] {
            {1, 1, 1, 1, 1, 1},
            {1, 1, 1, 0, 0, 0},
            {0, 1, 1, 1, 0, 1},
            {1, 1, 0, 0, 0, 0},
            {1, 0, 0, 0, 0, 0}
          });
  private static final Signal INPUT = Signal.of(X, MASK);

  /** Nothing of it is real in steps 2 and 3, and nothing in the last. */
  private static final INDArray GAPS =
      Nd4j.create(
          new double[][] {
            {1, 1, 0, 0, 1, 0},
            {1, 0, 0, 0, 1, 0},
            {0, 1, 0, 0, 1, 0},
            {1, 1, 0, 0, 0, 0},
            {0, 0, 0, 0, 0, 0}
          });

  private static final Loss LOSS = new MeanSquaredError();
  private static final Kernels KERNELS = new Nd4jKernels();

  private static Sequential spec(boolean stateful) {
    return Sequential.of(
        LSTM.of(3).with(o -> o.returnSequences(true).stateful(stateful)), new Dense(1));
  }

  private static Network network(boolean stateful) {
    return Network.of(spec(stateful), Shape.of(Shape.ANY, 2), new Weights(1, DataType.DOUBLE));
  }

  /** The same, for {@link TruncatedBackpropagation}. */
  private static Layer stateful() {
    return spec(true).build(Shape.of(Shape.ANY, 2), new Weights(1, DataType.DOUBLE));
  }

  /** Trains for two epochs. */
  private static Network trained(Network network, Dataset data) {
    Training.of(network, Recipe.of(LOSS, SGD.of(0.1)), KERNELS)
        .fit(data, Trainer.Options.epochs(2));
    return network;
  }

  /** All bits: arrays themselves are equal if they are so within 1e-5. */
  private static List<List<Double>> values(List<Parameter> parameters) {
    return parameters.stream()
        .map(p -> DoubleStream.of(p.value().dup('c').data().asDouble()).boxed().toList())
        .toList();
  }

  private static List<List<Double>> values(Network network) {
    return values(network.parameters());
  }

  @Test
  @DisplayName(
      "chunks come in their order, a sequence's first marked as fresh, empty ones left out")
  void chunks() {
    ChunkedDataset data = ChunkedDataset.of(INPUT, Y, 2).withBatch(3);
    List<String> seen = new ArrayList<>();
    int rows = 0;
    for (Batch batch : data.epoch(1)) {
      int from = -1;
      for (int t = 0; t < TIME; t++) {
        for (int row : new int[] {0, 3}) {
          if (X.getDouble(row, t, 0) == batch.input().getDouble(0, 0, 0)) {
            from = 10 * row + t;
          }
        }
      }
      assertEquals(2, batch.input().size(1));
      seen.add(from + " " + batch.size() + " " + batch.fresh());
      rows += batch.size();
      assertTrue(batch.inputs().get(0).mask().isPresent());
    }
    assertEquals(List.of("0 3 [0, 1, 2]", "2 3 []", "4 3 []", "30 2 [0, 1]"), seen);
    assertEquals(11, rows);
  }

  @Test
  @DisplayName("with chunks of the whole sequence, training is that of a model without states")
  void whole() {
    for (int batch : new int[] {2, 5}) { // 5 sequences: the last batch has one, all of it fresh
      TensorDataset rows = TensorDataset.of(List.of(INPUT), List.of(Target.of(Y))).withBatch(batch);
      ChunkedDataset chunks = ChunkedDataset.of(INPUT, Y, TIME).withBatch(batch);
      assertEquals(values(trained(network(false), rows)), values(trained(network(true), chunks)));
    }
  }

  @Test
  @DisplayName("with shorter ones, it is truncated back-propagation with k1 = k2, step by step")
  void truncated() {
    truncated(Optional.empty());
    truncated(Optional.of(MASK));
    truncated(Optional.of(GAPS));
  }

  private static void truncated(Optional<INDArray> mask) {
    for (int steps : new int[] {1, 2, 4}) {
      Signal all = Signal.of(X).withMask(mask);
      List<List<Double>> chunked =
          values(trained(network(true), ChunkedDataset.of(all, Y, steps).withBatch(5)));
      Layer other = stateful();
      Optimizer.State optimizer = SGD.of(0.1).start(other.parameters());
      for (int epoch = 0; epoch < 2; epoch++) {
        new TruncatedBackpropagation(steps, steps)
            .train(
                other,
                new Sequences(X, Y, mask),
                LOSS,
                new States(),
                KERNELS,
                i -> i,
                () -> {
                  optimizer.step(KERNELS);
                  other.parameters().forEach(Parameter::clearGradient);
                });
      }
      assertEquals(values(other.parameters()), chunked);
      TensorDataset whole = TensorDataset.of(List.of(all), List.of(Target.of(Y)));
      assertNotEquals(values(trained(network(false), whole)), chunked);
    }
  }

  @Test
  @DisplayName("evaluated chunk by chunk, the loss is that of whole sequences")
  void evaluated() {
    Network network = network(true);
    Training training = Training.of(network, Recipe.of(LOSS, SGD.of(0.1)), KERNELS);
    for (Signal all : List.of(Signal.of(X), INPUT, Signal.of(X, GAPS))) {
      double whole =
          loss(training, TensorDataset.of(List.of(all), List.of(Target.of(Y))).withBatch(5));
      for (int steps : new int[] {1, 2, 4, TIME}) {
        for (int batch : new int[] {2, 5}) {
          ChunkedDataset chunks = ChunkedDataset.of(all, Y, steps).withBatch(batch);
          assertEquals(whole, loss(training, chunks), 1e-12, steps + " steps, batches of " + batch);
        }
      }
    }
  }

  private static double loss(Training training, Dataset data) {
    return training.evaluate(data).getOrDefault("loss", Double.NaN);
  }

  @Test
  @DisplayName("data that states cannot go on over is refused before anything is learnt")
  void refused() {
    TensorDataset data = TensorDataset.of(X, Y);
    refused(
        "stateful layers go on from batch to batch, but the examples are shuffled; leave them in"
            + " their order",
        data.shuffled(1).withBatch(5));
    refused(
        "stateful layers go on from batch to batch, but 5 examples do not fill batches of 2; use"
            + " inWholeBatches, or another size",
        data.withBatch(2));
    Network one = network(true);
    List<List<Double>> before = values(one);
    assertNotEquals(before, values(trained(one, data.inWholeBatches(2))));
    assertEquals(4, data.inWholeBatches(2).examples());
    assertEquals(
        "batch: expected at least one whole batch of 6 examples, got 5",
        assertThrows(IllegalArgumentException.class, () -> data.inWholeBatches(6)).getMessage());
    trained(network(false), data.shuffled(1).withBatch(2)); // without states, all of it will do
  }

  private static void refused(String message, Dataset data) {
    Network network = network(true);
    List<List<Double>> before = values(network);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> trained(network, data));
    assertEquals(message, e.getMessage());
    assertEquals(before, values(network));
    Training training = Training.of(network, Recipe.of(LOSS, SGD.of(0.1)), KERNELS);
    assertThrows(IllegalArgumentException.class, () -> training.evaluate(data));
  }

  @Test
  @DisplayName("a layer that cannot go on from chunk to chunk is refused before anything is learnt")
  void layersThatCannot() {
    LSTM forgetful = LSTM.of(2).with(o -> o.returnSequences(true));
    LSTM stateful = forgetful.with(o -> o.stateful(true));
    String anew = " is not stateful and would begin anew with every chunk; set stateful";
    String back = " reads backwards, from steps that a chunk has not yet; give whole sequences";
    cannot("layer 'lstm_1'" + anew, Sequential.of(stateful, forgetful, new Dense(1)));
    cannot(
        "layer 'inner'" + anew,
        Sequential.of(stateful, Sequential.of(forgetful.named("inner")), new Dense(1)));
    cannot(
        "layer 'bidirectional'" + back, Sequential.of(new Bidirectional(stateful), new Dense(1)));
    cannot(
        "layer 'lstm'" + back,
        Sequential.of(stateful.with(o -> o.goBackwards(true)), new Dense(1)));
  }

  private static void cannot(String message, Sequential spec) {
    Shape input = Shape.of(Shape.ANY, 2);
    Network network = Network.of(spec, input, new Weights(1, DataType.DOUBLE));
    Layer layers = spec.build(input, new Weights(1, DataType.DOUBLE));
    List<List<Double>> before = values(network);
    ChunkedDataset chunks = ChunkedDataset.of(INPUT, Y, 2);
    Training training = Training.of(network, Recipe.of(LOSS, SGD.of(0.1)), KERNELS);
    TensorDataset rows = TensorDataset.of(X, Y).withBatch(5);
    for (Executable work :
        List.<Executable>of(
            () -> trained(network, chunks),
            () -> training.fit(rows, chunks, Trainer.Options.epochs(1)),
            () -> training.evaluate(chunks),
            () ->
                new TruncatedBackpropagation(2, 2)
                    .train(
                        layers,
                        new Sequences(X, Y, Optional.empty()),
                        LOSS,
                        new States(),
                        KERNELS,
                        i -> i,
                        () -> {}))) {
      Exception e = assertThrows(IllegalArgumentException.class, work);
      assertEquals("sequences read in chunks: " + message, e.getMessage());
    }
    assertEquals(before, values(network));
    trained(network, ChunkedDataset.of(INPUT, Y, TIME)); // nothing is cut
  }

  @Test
  @DisplayName("masks that do not fit, or hide all, are refused before anything is learnt")
  void masks() {
    INDArray longer = Nd4j.ones(DataType.DOUBLE, 5, TIME + 1);
    INDArray half = MASK.dup().putScalar(1, 1, 0.5);
    for (String who : List.of("chunks", "sequences")) {
      Function<INDArray, Object> make =
          m ->
              who.equals("chunks")
                  ? ChunkedDataset.of(Signal.of(X, m), Y, 2)
                  : new Sequences(X, Y, Optional.of(m));
      assertEquals(who + ": expected a mask of shape (5, 6), got (5, 7)", refusal(make, longer));
      assertEquals(who + ": expected a mask of zeros and ones, got 0.5 in it", refusal(make, half));
    }
    assertEquals(
        "sequences: expected a mask with some real step, got one that hides all",
        refusal(m -> new Sequences(X, Y, Optional.of(m)), MASK.mul(0)));
  }

  private static String refusal(Function<INDArray, Object> make, INDArray mask) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> make.apply(mask)).getMessage());
  }

  /**
   * The first layer's state is 1e10 times larger after each step, the second makes it 1e10 more.
   */
  private static Network exploding() {
    SimpleRNN linear =
        SimpleRNN.of(1)
            .activation(Activations.LINEAR)
            .with(o -> o.returnSequences(true).stateful(true));
    Network network =
        Network.of(Sequential.of(linear, linear), Shape.of(1, 1), new Weights(1, DataType.FLOAT));
    float[] weights = {1, 1e10f, 0, 1e10f, 0, 0};
    for (int i = 0; i < weights.length; i++) {
      network.parameters().get(i).value().assign(weights[i]);
      network.parameters().get(i).setTrainable(false);
    }
    return network;
  }

  @Test
  @DisplayName("where numbers stop being numbers is found from the states that the step began with")
  void diagnosis() {
    INDArray ones = Nd4j.ones(DataType.FLOAT, 5, 1, 1);
    TensorDataset data = TensorDataset.of(ones, ones).withBatch(1);
    Training training =
        Training.of(exploding(), Recipe.of(new MeanAbsoluteError(), SGD.of(0.1)), KERNELS);
    String advice =
        ": the output of layer 'simple_rnn_1' is the first that is not finite; lower the learning"
            + " rate or clip the gradients, or scale the inputs";
    assertEquals(
        "the loss became Infinity in epoch 1, step 4" + advice,
        failure(() -> training.fit(data, Trainer.Options.epochs(1))));
    assertEquals(
        "the loss of held-out data is Infinity in batch 4" + advice,
        failure(() -> training.evaluate(data)));
  }

  @Test
  @DisplayName(
      "NaN in a sequence is named with its row, its time step and the layer that it spoils")
  void notANumber() {
    INDArray x = X.dup();
    x.putScalar(new int[] {1, 4, 0}, Double.NaN);
    Training training = Training.of(network(false), Recipe.of(LOSS, SGD.of(0.1)), KERNELS);
    String found =
        ": row 1, time step 4, of the data's input is not finite; correct the data, or mask the"
            + " step; the first layer that it spoils is 'lstm'";
    TensorDataset data = TensorDataset.of(x, Y);
    assertEquals(
        "the loss became NaN in epoch 1, step 1" + found,
        failure(() -> training.fit(data, Trainer.Options.epochs(1))));
    assertEquals(
        "the loss of held-out data is NaN in batch 1" + found,
        failure(() -> training.evaluate(data)));
    assertEquals(
        "predict: an output of rows 0 to 4 is NaN" + found, failure(() -> training.predict(x)));
    assertEquals(5, training.predict(List.of(Signal.of(x, MASK))).get(0).size(0), "masked there");
    TruncatedBackpropagation truncated = new TruncatedBackpropagation(2, 2);
    Layer stateful = stateful();
    assertEquals(
        "the loss of steps 4 to 5 became NaN" + found,
        failure(
            () ->
                truncated.train(
                    stateful,
                    new Sequences(x, Y, Optional.empty()),
                    LOSS,
                    new States(),
                    KERNELS,
                    i -> i,
                    () -> stateful.parameters().forEach(Parameter::clearGradient))));
  }

  @Test
  @DisplayName(
      "infinity, which gates hide from the loss, is refused as NaN is, unless it is masked")
  void infinity() {
    INDArray x = X.dup();
    x.putScalar(new int[] {1, 4, 0}, Double.NEGATIVE_INFINITY);
    Training training = Training.of(network(false), Recipe.of(LOSS, SGD.of(0.1)), KERNELS);
    List<List<Double>> before = values(training.network());
    String found =
        ": the input cannot be used: row 1, time step 4, of the data's input is not finite;"
            + " correct the data, or mask the step";
    TensorDataset data = TensorDataset.of(x, Y);
    assertEquals(
        "epoch 1, step 1" + found, failure(() -> training.fit(data, Trainer.Options.epochs(1))));
    assertEquals("batch 1" + found, failure(() -> training.evaluate(data)));
    assertEquals(
        "predict: the input of rows 0 to 4 cannot be used" + found.substring(26),
        failure(() -> training.predict(x)));
    assertEquals(before, values(training.network()));
    Layer stateful = stateful();
    assertEquals(
        "steps 4 to 5" + found,
        failure(
            () ->
                new TruncatedBackpropagation(2, 2)
                    .train(
                        stateful,
                        new Sequences(x, Y, Optional.empty()),
                        LOSS,
                        new States(),
                        KERNELS,
                        i -> i,
                        () -> stateful.parameters().forEach(Parameter::clearGradient))));
    training.fit(
        TensorDataset.of(List.of(Signal.of(x, MASK)), List.of(Target.of(Y))),
        Trainer.Options.epochs(1));
  }

  private static String failure(Runnable work) {
    return String.valueOf(assertThrows(NumericalFailure.class, work::run).getMessage());
  }
}
