package rawi.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.AssertArrays;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Initializer.Constant;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dense;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.optimizers.SGD;
import rawi.nn.regularizers.Regularizer;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/** The numbers of the course on how a network learns. */
class LearningCourseTest {
  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Adam's first two steps by hand: both corrections have the power t")
  void adam(Kernels kernels) {
    Parameter w = new Parameter("w", Nd4j.createFromArray(1f));
    Optimizer.State state = Adam.of(0.1).start(List.of(w));
    // g = 0.5: m = 0.1 * 0.5 = 0.05, v = 0.001 * 0.25 = 0.00025
    // rate = 0.1 sqrt(0.001) / 0.1 = 0.0316228; w = 1 - 0.0316228 * 0.05 / (0.0158114 + 1e-7)
    step(state, w, kernels, 0.5);
    assertEquals(0.05, moment(state, "w/m"), 1e-8);
    assertEquals(0.00025, moment(state, "w/v"), 1e-10);
    assertEquals(0.90000063, w.value().getDouble(0), 1e-7);
    // g = -0.25: m = 0.9 * 0.05 - 0.025 = 0.02, v = 0.999 * 0.00025 + 0.0000625 = 0.00031225
    // 1 - 0.9^2 = 0.19, 1 - 0.999^2 = 0.001999
    // rate = 0.1 sqrt(0.001999) / 0.19 = 0.0235317; w -= 0.0235317 * 0.02 / (0.0176706 + 1e-7)
    step(state, w, kernels, -0.25);
    assertEquals(0.02, moment(state, "w/m"), 1e-8);
    assertEquals(0.00031225, moment(state, "w/v"), 1e-10);
    assertEquals(0.87336708, w.value().getDouble(0), 1e-7);
    // without the power the second step would have the rate of the first
    double withoutPower = 0.90000063 - 0.0316228 * 0.02 / (0.0176706 + 1e-7);
    assertTrue(Math.abs(withoutPower - w.value().getDouble(0)) > 0.005);
  }

  private static void step(Optimizer.State state, Parameter w, Kernels kernels, double g) {
    w.clearGradient();
    w.accumulate(Nd4j.valueArrayOf(w.value().shape(), g, w.value().dataType()));
    state.step(kernels);
  }

  private static double moment(Optimizer.State state, String name) {
    return Objects.requireNonNull(state.arrays().get(name), name).getDouble(0);
  }

  @Test
  @DisplayName("L1 and L2 in the update: w - eta (g + l1 sign(w) + 2 l2 w), which draws w to 0")
  void penalties() {
    // y = 0.5 * 1 - 0.25 * 2 = 0, L = 1, dL/dy = -2, g = (-2, -4)
    // l1 sign(w) + 2 l2 w = (0.1 + 0.01, -0.1 - 0.005)
    assertThat(updated(1, 2)).usingComparatorWithPrecision(1e-12).containsExactly(0.689, 0.1605);
    // nothing to learn from: only the penalty moves w
    assertThat(updated(0, 0)).usingComparatorWithPrecision(1e-12).containsExactly(0.489, -0.2395);
  }

  /** (0.5, -0.25) after one step of eta 0.1 towards y = 1 with l1 0.1 and l2 0.01. */
  private static double[] updated(double... x) {
    Dense layer =
        new Dense(1)
            .useBias(false)
            .regularizers(
                Optional.of(new Regularizer(0.1, 0.01)), Optional.empty(), Optional.empty());
    Network network = Network.of(layer, Shape.of(2), new Weights(1, DataType.DOUBLE));
    INDArray w = network.parameters().get(0).value();
    w.assign(Nd4j.createFromArray(0.5, -0.25).reshape(2, 1));
    Training training =
        Training.of(network, Recipe.of(new MeanSquaredError(), SGD.of(0.1)), new Nd4jKernels());
    List<EpochReport> epochs =
        training.fit(
            TensorDataset.of(
                Nd4j.createFromArray(x).reshape(1, 2), Nd4j.createFromArray(1.0).reshape(1, 1)),
            Trainer.Options.epochs(1));
    assertEquals(1 + 0.1 * 0.75 + 0.01 * 0.3125, epochs.get(0).metric("loss"), 1e-12);
    return w.dup('c').data().asDouble();
  }

  @ParameterizedTest(name = "batches of {0}")
  @ValueSource(ints = {1, 2, 4})
  @DisplayName(
      "batch, stochastic, mini-batch: one optimizer, a step by the mean gradient of a batch")
  void batchSizeDecides(int batch) {
    double[] x = {1, -2, 3, 0.5};
    double[] y = {2, 1, -1, 0};
    double w = 0.3;
    for (int from = 0; from < x.length; from += batch) {
      double gradient = 0;
      for (int i = from; i < from + batch; i++) {
        gradient += 2 * (w * x[i] - y[i]) * x[i] / batch;
      }
      w -= 0.05 * gradient;
    }
    Dense line = new Dense(1).useBias(false).initializers(new Constant(0.3), Initializer.ZEROS);
    Network network = Network.of(line, Shape.of(1), new Weights(1, DataType.DOUBLE));
    Training.of(network, Recipe.of(new MeanSquaredError(), SGD.of(0.05)), new Nd4jKernels())
        .fit(TensorDataset.of(column(x), column(y)).withBatch(batch), Trainer.Options.epochs(1));
    assertClose(network.parameters().get(0).value(), w);
  }

  private static INDArray column(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  @Test
  @DisplayName("batch normalization of three rows by hand, with its moving mean and variance")
  void batchNormalization() {
    Layer layer =
        new BatchNormalization()
            .momentum(0.9)
            .epsilon(0.01)
            .build(Shape.of(2), new Weights(1, DataType.DOUBLE));
    layer.parameters().get(0).value().assign(Nd4j.createFromArray(2.0, 1)); // gamma
    layer.parameters().get(1).value().assign(Nd4j.createFromArray(0.5, 0)); // beta
    Signal x = Signal.of(Nd4j.createFromArray(new double[][] {{1, 10}, {3, 10}, {5, 40}}));
    Context training = Context.training(new Nd4jKernels(), new Arena(), 1);
    INDArray y = layer.forward(x, training).output().values(); // means 3, 20; variances 8/3, 200
    double first = 2 / Math.sqrt(8.0 / 3 + 0.01);
    double second = 1 / Math.sqrt(200.01);
    assertClose(y, 0.5 - 2 * first, -10 * second, 0.5, -10 * second, 0.5 + 2 * first, 20 * second);
    assertClose(layer.parameters().get(2).value(), 0.3, 2); // 0.9 * 0 + 0.1 * mean
    assertClose(layer.parameters().get(3).value(), 0.9 + 0.8 / 3, 0.9 + 20);
    Context inference = Context.inference(new Nd4jKernels(), new Arena());
    Signal later = Signal.of(Nd4j.createFromArray(new double[][] {{0.3, 2}}));
    assertClose(layer.forward(later, inference).output().values(), 0.5, 0);
  }

  private static void assertClose(INDArray got, double... expected) {
    AssertArrays.assertClose(expected, got, 1e-9);
  }
}
