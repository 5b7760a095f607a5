package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Dense;
import rawi.nn.layers.RepeatVector;
import rawi.nn.layers.Softmax;
import rawi.nn.layers.TimeDistributed;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.losses.CategoricalCrossentropy;
import rawi.nn.losses.KLDivergence;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.BinaryAccuracy;
import rawi.nn.metrics.MeanError;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.regularizers.Regularizer;
import rawi.recurrent.LSTM;

class TrainingTest {
  private static final Kernels FAST = new CpuKernels(new Workers(1));

  /** mean (y - t)^2 over rows; only for these tests. */
  private static final Loss SQUARED =
      (y, t, weighting, kernels) -> {
        INDArray error = y.sub(t);
        double n = (double) y.length();
        return new Loss.Value(error.mul(error).sumNumber().doubleValue() / n, error.mul(2 / n));
      };

  /** (batch, 2) uniform, and the class that tells whether the two are on one side of 0. */
  private static TensorDataset sides(int n, long seed) {
    INDArray x = GradientCheck.random(seed, n, 2).castTo(DataType.FLOAT);
    int[] classes = new int[n];
    for (int i = 0; i < n; i++) {
      classes[i] = x.getDouble(i, 0) > 0 ? 1 : 0;
    }
    return TensorDataset.of(x, Nd4j.createFromArray(classes)).withBatch(16);
  }

  private static Network dense(int units) {
    return Network.of(Sequential.of(new Dense(units)), Shape.of(2), new Weights(3, DataType.FLOAT));
  }

  @Test
  @DisplayName("fit learns, evaluate tells how well, predict gives the outputs in order")
  void wholeStory() {
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.05))
            .with(SparseCategoricalAccuracy::new);
    Training training = Training.of(dense(2), recipe, FAST);
    Map<String, Double> before = training.evaluate(sides(300, 2));
    List<EpochReport> epochs =
        training.fit(sides(300, 1).shuffled(1), sides(300, 2), Trainer.Options.epochs(8));
    assertEquals(List.of("loss", "accuracy", "val_loss", "val_accuracy"), names(epochs.get(0)));
    Map<String, Double> after = training.evaluate(sides(300, 2));
    assertTrue(after.getOrDefault("accuracy", 0.0) > 0.95, after.toString());
    assertTrue(epochs.get(7).metric("val_loss") < before.getOrDefault("loss", 0.0));
    assertEquals(epochs.get(7).metric("val_loss"), after.get("loss"));

    INDArray x = GradientCheck.random(9, 600, 2).castTo(DataType.FLOAT); // more than at once
    INDArray logits = training.predict(x);
    assertEquals(600, logits.size(0));
    INDArray kernel = training.network().parameters().get(0).value();
    double byHand =
        x.getDouble(555, 0) * kernel.getDouble(0, 1)
            + x.getDouble(555, 1) * kernel.getDouble(1, 1)
            + training.network().parameters().get(1).value().getDouble(1);
    assertEquals(byHand, logits.getDouble(555, 1), 1e-5);
  }

  private static List<String> names(EpochReport report) {
    return List.copyOf(report.metrics().keySet());
  }

  @Test
  @DisplayName("what the optimizer gathered stays from one fit to the next")
  void fitAgain() {
    Recipe recipe = Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.05));
    Training training = Training.of(dense(2), recipe, FAST);
    training.fit(sides(32, 1), Trainer.Options.epochs(2));
    training.fit(sides(32, 1), Trainer.Options.epochs(1));
    assertEquals(6, training.trainer(Trainer.Options.epochs(1)).state().iterations());
  }

  @Test
  @DisplayName(
      "several outputs: the sum of weighted losses is made small, each has its own metrics")
  void severalOutputs() {
    Node a = Node.input("a", Shape.of(2));
    Node b = Node.input("b", Shape.of(3));
    Model model =
        new Model(
            List.of(a, b),
            List.of(a.then(new Dense(2).named("kind")), b.then(new Dense(1).named("size"))));
    INDArray x = GradientCheck.random(1, 8, 2).castTo(DataType.FLOAT);
    INDArray z = GradientCheck.random(2, 8, 3).castTo(DataType.FLOAT);
    TensorDataset data =
        TensorDataset.of(
            List.of(Signal.of(x), Signal.of(z)),
            List.of(
                Target.of(Nd4j.createFromArray(0, 1, 0, 1, 0, 1, 1, 1)),
                Target.of(z.sum(true, 1))));
    Objective kind =
        Objective.of(new SparseCategoricalCrossentropy()).with(SparseCategoricalAccuracy::new);
    Objective size = Objective.of(SQUARED).weighted(0.25).with(MeanError::absolute);
    Network network = Network.of(model, new Weights(3, DataType.FLOAT));
    Training training = Training.of(network, new Recipe(List.of(kind, size), Adam.of(0.1)), FAST);
    Map<String, Double> scores = training.evaluate(data);
    assertEquals(
        List.of("loss", "kind_loss", "kind_accuracy", "size_loss", "size_mean_absolute_error"),
        List.copyOf(scores.keySet()));
    assertEquals(
        scores.getOrDefault("kind_loss", 0.0) + scores.getOrDefault("size_loss", 0.0) / 4,
        scores.getOrDefault("loss", 0.0),
        1e-6);
    EpochReport last = training.fit(data, Trainer.Options.epochs(60)).get(59);
    assertTrue(last.metric("size_loss") < 0.05, last.toString());
    assertTrue(last.metric("loss") < scores.getOrDefault("loss", 0.0) / 2, last.toString());
    assertEquals(2, training.predict(List.of(Signal.of(x), Signal.of(z))).size());
  }

  @Test
  @DisplayName("a loss weight of 0 trains its output not at all")
  void weightZero() {
    Node a = Node.input("a", Shape.of(2));
    Model model =
        new Model(
            List.of(a),
            List.of(a.then(new Dense(1).named("one")), a.then(new Dense(1).named("two"))));
    INDArray x = GradientCheck.random(1, 8, 2).castTo(DataType.FLOAT);
    INDArray t = x.sum(true, 1);
    Network network = Network.of(model, new Weights(3, DataType.FLOAT));
    INDArray before = network.part("two").parameters().get(0).value().dup('c');
    Recipe recipe =
        new Recipe(List.of(Objective.of(SQUARED), Objective.of(SQUARED).weighted(0)), Adam.of(0.1));
    Training.of(network, recipe, FAST)
        .fit(
            TensorDataset.of(List.of(Signal.of(x)), List.of(Target.of(t), Target.of(t))),
            Trainer.Options.epochs(1));
    assertBits(before, network.part("two").parameters().get(0).value());
  }

  @Test
  @DisplayName("penalties show in the loss, of training and of validation, and in the gradient")
  void penalties() {
    Network network = dense(2);
    Parameter kernel = network.parameters().get(0);
    Training plain =
        Training.of(network, Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.01)), FAST);
    double without = plain.evaluate(sides(32, 1)).getOrDefault("loss", 0.0);
    Regularizer regularizer = new Regularizer(0.1, 0.3);
    kernel.regularized(Optional.of(regularizer));
    double penalty = regularizer.penalty(kernel.value());
    assertTrue(penalty > 0.01);
    assertEquals(without + penalty, plain.evaluate(sides(32, 1)).getOrDefault("loss", 0.0), 1e-6);
    List<EpochReport> one = plain.fit(sides(32, 1).withBatch(32), Trainer.Options.epochs(1));
    assertEquals(without + penalty, one.get(0).metric("loss"), 1e-6);
    kernel.setTrainable(false);
    assertEquals(0, Regularization.penalty(network.parameters()));

    Parameter w = new Parameter("w", GradientCheck.random(4, 3, 2));
    w.regularized(Optional.of(regularizer));
    Regularization.addGradients(List.of(w));
    GradientCheck.check(
        List.of(new GradientCheck.Checked("w", w.value(), w.gradient())),
        () -> Regularization.penalty(List.of(w)));
  }

  /** y = x + what came before in this row; keeps the sum. Puts out what it kept. */
  private record Summing(List<String> seen) implements Layer.Spec {
    @Override
    public String name() {
      return "summing";
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Layer build(Shape input, Weights weights) {
      return new Layer() {
        @Override
        public Pass forward(Signal in, rawi.nn.Context context) {
          INDArray sum =
              context.states().of(this).map(s -> s.get(0).add(in.values())).orElse(in.values());
          context.states().keep(this, List.of(sum));
          seen.add(sum.toStringFull().replaceAll("[\\s\\[\\]]", ""));
          return Pass.through(in);
        }
      };
    }
  }

  @Test
  @DisplayName("states go on from batch to batch, begin anew with the epoch and in fresh rows")
  void states() {
    List<String> seen = new ArrayList<>();
    Network network =
        Network.of(
            Sequential.of(new Summing(seen), new Dense(1)),
            Shape.of(1),
            new Weights(1, DataType.FLOAT));
    // rows of each batch that begin anew; the last batch has three rows, all of them new
    List<List<Integer>> fresh =
        List.of(List.of(), List.of(), List.of(1), List.of(), List.of(0, 1, 2));
    Dataset data =
        new Dataset() {
          @Override
          public int examples() {
            return 11;
          }

          @Override
          public Iterable<Batch> epoch(int epoch) {
            return () ->
                fresh.stream()
                    .map(
                        rows ->
                            new Batch(
                                List.of(Signal.of(ones(rows.size() == 3 ? 3 : 2))),
                                List.of(Target.of(ones(rows.size() == 3 ? 3 : 2))),
                                rows))
                    .iterator();
          }
        };
    Training training =
        Training.of(network, Recipe.of(new BinaryCrossentropy(), Adam.of(0.1)), FAST);
    training.fit(data, Trainer.Options.epochs(2));
    List<String> epoch = List.of("1,1", "2,2", "3,1", "4,2", "1,1,1");
    assertEquals(epoch, tidy(seen.subList(0, 5)));
    assertEquals(epoch, tidy(seen.subList(5, 10)));
    seen.clear();
    training.evaluate(data);
    assertEquals(epoch, tidy(seen));
  }

  private static INDArray ones(int rows) {
    return Nd4j.ones(DataType.FLOAT, rows, 1);
  }

  @Test
  @DisplayName("metrics leave out what the output's mask leaves out, unless the target has its own")
  void maskedMetrics() {
    Scoreboard scores =
        new Scoreboard(
            new Objectives(List.of("y"), List.of(Objective.of(SQUARED).with(MeanError::absolute))));
    Signal output =
        Signal.of(
            Nd4j.createFromArray(new float[][][] {{{1}, {5}}}),
            Nd4j.createFromArray(new float[][] {{1, 0}}));
    Target target = Target.of(Nd4j.zeros(DataType.FLOAT, 1, 2, 1));
    Objectives.Judged judged =
        new Objectives.Judged(0, List.of(0.0), List.of(1.0), List.of(Optional.empty()));
    scores.add(0, judged, List.of(output), Batch.of(List.of(output), List.of(target)));
    assertEquals(1, scores.results("").get("mean_absolute_error"));
    Target masked = target.withMask(Nd4j.createFromArray(new float[][] {{0, 1}}));
    scores.add(0, judged, List.of(output), Batch.of(List.of(output), List.of(masked)));
    assertEquals(3, scores.results("").get("mean_absolute_error"));
  }

  private static List<String> tidy(List<String> seen) {
    return seen.stream().map(s -> s.replace(".0000", "").replace(".0", "")).toList();
  }

  private static String failure(Network network, INDArray x, INDArray t, double rate) {
    Recipe recipe = Recipe.of(SQUARED, Adam.of(rate));
    Training training = Training.of(network, recipe, new Nd4jKernels());
    return String.valueOf(
        assertThrows(
                NumericalFailure.class,
                () -> training.fit(TensorDataset.of(x, t), Trainer.Options.epochs(3)))
            .getMessage());
  }

  @Test
  @DisplayName("numbers that stop being numbers are traced to data, weight or layer, with advice")
  void numericalFailures() {
    Network network =
        Network.of(
            Sequential.of(new Dense(2), new Dense(2).named("wide"), new Dense(1)),
            Shape.of(2),
            new Weights(3, DataType.FLOAT));
    INDArray x = GradientCheck.random(1, 4, 2).castTo(DataType.FLOAT);
    INDArray t = Nd4j.ones(DataType.FLOAT, 4, 1);
    INDArray broken = x.dup();
    broken.putScalar(2, 1, Float.NaN);
    assertEquals(
        "the loss became NaN in epoch 1, step 1: row 2 of the data's input is not finite; correct"
            + " the data; the first layer that it spoils is 'dense'",
        failure(network, broken, t, 0.1));
    INDArray wrong = t.dup();
    wrong.putScalar(3, 0, Float.POSITIVE_INFINITY);
    assertEquals(
        "the loss became Infinity in epoch 1, step 1: row 3 of the data's target is not finite;"
            + " correct the data",
        failure(network, x, wrong, 0.1));
    INDArray kernel = network.part("wide").parameters().get(0).value();
    INDArray good = kernel.dup();
    kernel.assign(3e38);
    String overflow = failure(network, x.add(2), t, 0.1);
    assertTrue(
        overflow.endsWith(
            ": the output of layer 'wide' is the first that is not finite; lower the learning rate"
                + " or clip the gradients, or scale the inputs"),
        overflow);
    kernel.assign(good);
    String later = failure(network, x, t, 1e38);
    assertTrue(
        later.matches(
            "the loss became .* in epoch \\d, step \\d: the (weight|output of layer) .* is .*not"
                + " finite.*lower the learning rate or clip the gradients.*"),
        later);
  }

  @Test
  @DisplayName("what is wrong with a row is said of the row of the data, shuffled or not")
  void rowsOfTheData() {
    int[] classes = new int[100];
    classes[77] = 5;
    INDArray x = GradientCheck.random(1, 100, 2).castTo(DataType.FLOAT);
    Recipe recipe = Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.1));
    Training training = Training.of(dense(2), recipe, FAST);
    TensorDataset data = TensorDataset.of(x, Nd4j.createFromArray(classes)).withBatch(10);
    String row = "SparseCategoricalCrossentropy: row 77: expected a class from 0 to 1, got 5";
    for (TensorDataset each : List.of(data, data.shuffled(3))) {
      assertEquals(row, refusal(() -> training.fit(each, Trainer.Options.epochs(1))));
      assertEquals(row, refusal(() -> training.evaluate(each)));
    }
    INDArray weights = Nd4j.ones(100).putScalar(42, Double.NaN);
    TensorDataset weighted =
        TensorDataset.of(
                List.of(Signal.of(x)),
                List.of(
                    Target.of(Nd4j.createFromArray(new int[100]))
                        .withWeights(Optional.of(weights))))
            .withBatch(10);
    assertEquals(
        "loss: the weight of row 42 is NaN, expected a number",
        refusal(() -> training.evaluate(weighted.shuffled(1))));
    INDArray spoilt = x.dup();
    spoilt.putScalar(93, 1, Float.NaN);
    TensorDataset broken =
        TensorDataset.of(spoilt, Nd4j.createFromArray(new int[100])).withBatch(10).shuffled(3);
    Trainer.Options once = Trainer.Options.epochs(1);
    String failure =
        String.valueOf(
            assertThrows(NumericalFailure.class, () -> training.fit(broken, once)).getMessage());
    assertTrue(failure.contains("row 93 of the data's input is not finite"), failure);
    INDArray many = Nd4j.zeros(DataType.FLOAT, 600, 2).putScalar(555, 1, Float.NaN);
    String predicted =
        String.valueOf(
            assertThrows(NumericalFailure.class, () -> training.predict(many)).getMessage());
    assertTrue(predicted.contains("row 555 of the data's input is not finite"), predicted);
  }

  @Test
  @DisplayName("a loss of logits is refused after a softmax or sigmoid, one of probabilities else")
  void endings() {
    Loss sparse = new SparseCategoricalCrossentropy();
    String twice =
        "SparseCategoricalCrossentropy takes logits, and the output ends with softmax; use"
            + " SparseCategoricalCrossentropy.ofProbabilities(), or leave the activation out";
    Layer.Spec softmax = Dense.of(3, Activations.SOFTMAX);
    Node a = Node.input("a", Shape.of(2));
    Model inner = Model.of(a, a.then(softmax));
    List<Junction.Spec> endings =
        List.of(
            softmax,
            softmax.named("probabilities"),
            Sequential.of(new Dense(4), softmax),
            Sequential.of(new Dense(3), new Softmax()),
            Sequential.of(softmax, new Activation(Activations.SOFTMAX)),
            inner,
            Sequential.of(new Dense(2), inner.asLayer()));
    for (Junction.Spec ending : endings) {
      assertEquals(twice, misfit(ending, sparse), ending.toString());
    }
    assertEquals(
        twice, misfit(Sequential.of(new RepeatVector(2), new TimeDistributed(softmax)), sparse));
    assertEquals(
        "BinaryCrossentropy takes logits, and the output ends with sigmoid; use"
            + " BinaryCrossentropy.ofProbabilities(), or leave the activation out",
        misfit(Dense.of(1, Activations.SIGMOID), BinaryCrossentropy.ofLogits()));
    assertEquals(
        "CategoricalCrossentropy takes probabilities, and the output ends with no activation; use"
            + " CategoricalCrossentropy.ofLogits(), or end it with a softmax",
        misfit(new Dense(3), CategoricalCrossentropy.ofProbabilities()));
    assertEquals(
        "BinaryCrossentropy takes probabilities, and the output ends with relu; use"
            + " BinaryCrossentropy.ofLogits(), or end it with a sigmoid",
        misfit(Dense.of(1, Activations.RELU), BinaryCrossentropy.ofProbabilities()));
    assertEquals(
        "KLDivergence takes probabilities, and the output ends with tanh; end it with a softmax",
        misfit(Dense.of(3, Activations.TANH), new KLDivergence()));
    Model two = new Model(List.of(a), List.of(a.then(new Dense(3)), a.then(softmax.named("kind"))));
    Objective kind = Objective.of(sparse);
    assertEquals(
        "output 'kind': " + twice,
        refusal(
            () ->
                Training.of(
                    Network.of(two, new Weights(1, DataType.FLOAT)),
                    new Recipe(List.of(kind, kind), Adam.of(0.1)),
                    FAST)));
    // these fit, or nothing is known
    network(Dense.of(3, Activations.SOFTMAX), SparseCategoricalCrossentropy.ofProbabilities());
    network(Dense.of(1, Activations.SIGMOID), BinaryCrossentropy.ofProbabilities());
    network(
        Sequential.of(softmax, new Activation(Activations.LINEAR)),
        CategoricalCrossentropy.ofProbabilities());
    network(Dense.of(3, Activations.SOFTMAX), SQUARED);
  }

  private static String misfit(Junction.Spec spec, Loss loss) {
    return refusal(() -> network(spec, loss));
  }

  private static void network(Junction.Spec spec, Loss loss) {
    Network network = Network.of(spec, Shape.of(2), new Weights(1, DataType.FLOAT));
    Training.of(network, Recipe.of(loss, Adam.of(0.1)), FAST);
  }

  private static String refusal(Executable work) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, work).getMessage());
  }

  @Test
  @DisplayName("losses, targets and metrics that do not fit the outputs are refused in one line")
  void refusals() {
    Recipe one = Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.1));
    Node a = Node.input("a", Shape.of(2));
    Model two = new Model(List.of(a), List.of(a.then(new Dense(2)), a.then(new Dense(2))));
    Network network = Network.of(two, new Weights(1, DataType.FLOAT));
    assertEquals(
        "expected a loss for each of the 2 outputs (dense, dense_1), got 1",
        refusal(() -> Training.of(network, one, FAST)));
    Recipe both = new Recipe(List.of(one.objectives().get(0), one.objectives().get(0)), Adam.of(1));
    assertEquals(
        "expected targets for 2 outputs (dense, dense_1), got 1",
        refusal(() -> Training.of(network, both, FAST).evaluate(sides(3, 1))));
    assertEquals(
        "the recipe has 2 outputs: give the metric to one of its objectives",
        refusal(() -> both.with(BinaryAccuracy::ofLogits)));
    Signal x = Signal.of(Nd4j.zeros(DataType.FLOAT, 2, 2));
    TensorDataset bad =
        TensorDataset.of(
            List.of(x),
            List.of(Target.of(Nd4j.createFromArray(0, 1)), Target.of(Nd4j.createFromArray(0, 7))));
    assertEquals(
        "output 'dense_1': SparseCategoricalCrossentropy: row 1: expected a class from 0 to 1,"
            + " got 7",
        refusal(() -> Training.of(network, both, FAST).evaluate(bad)));
  }

  @Test
  @DisplayName("predict refuses masks and inputs of other rows, and what is empty, in one line")
  void refusedToPredict() {
    LSTM lstm = LSTM.of(2);
    Network one = Network.of(lstm, Shape.of(Shape.ANY, 3), new Weights(1, DataType.FLOAT));
    Node x = Node.input("x", Shape.of(6, 3));
    Node h = Node.input("h", Shape.of(2));
    Node c = Node.input("c", Shape.of(2));
    Model given = new Model(List.of(x, h, c), List.of(Node.joinAll(lstm, x, h, c).get(0)));
    Network states = Network.of(given, new Weights(1, DataType.FLOAT));
    Recipe recipe = Recipe.of(SQUARED, Adam.of(0.1));
    for (Kernels kernels : List.of(FAST, new Nd4jKernels())) {
      Training training = Training.of(one, recipe, kernels);
      for (int rows : new int[] {3, 8}) {
        assertEquals(
            "predict: mask of the inputs: expected a row for each of 4 examples, got shape",
            refusal(() -> training.predict(List.of(Signal.of(zeros(4, 6, 3), zeros(rows, 6)))))
                .replaceAll(" [(\\[].*", ""));
      }
      assertEquals(
          "predict: input 3: expected a row for each of 4 examples, got shape",
          refusal(
                  () ->
                      Training.of(states, recipe, kernels)
                          .predict(
                              List.of(
                                  Signal.of(zeros(4, 6, 3)),
                                  Signal.of(zeros(4, 2)),
                                  Signal.of(zeros(8, 2)))))
              .replaceAll(" [(\\[].*", ""));
      String empty = "predict: expected at least 1 row and, of sequences, 1 time step, got shape ";
      assertEquals(empty + "(4, 0, 3)", refusal(() -> training.predict(zeros(4, 0, 3))));
      assertEquals(empty + "(0, 6, 3)", refusal(() -> training.predict(zeros(0, 6, 3))));
    }
  }

  private static INDArray zeros(long... shape) {
    return Nd4j.create(DataType.FLOAT, shape);
  }

  @Test
  @DisplayName("of a weight that was not finite before any step nobody blames a step")
  void weightsOfBefore() {
    Network network = dense(1);
    network.parameters().get(0).value().putScalar(0, Double.NaN);
    Training training = Training.of(network, Recipe.of(SQUARED, Adam.of(0.1)), FAST);
    INDArray x = GradientCheck.random(1, 4, 2).castTo(DataType.FLOAT);
    String weight =
        "the weight dense/kernel is not finite, as it was made, loaded or trained; load others,"
            + " or train with a lower learning rate or clipped gradients";
    Exception predicted = assertThrows(NumericalFailure.class, () -> training.predict(x));
    assertEquals("predict: an output of rows 0 to 3 is NaN: " + weight, predicted.getMessage());
    TensorDataset data = TensorDataset.of(x, zeros(4, 1));
    Exception trained =
        assertThrows(NumericalFailure.class, () -> training.fit(data, Trainer.Options.epochs(1)));
    assertEquals("the loss became NaN in epoch 1, step 1: " + weight, trained.getMessage());
  }
}
