package rawi.nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.bits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.Initializer;
import rawi.nn.Parameter;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.constraints.MaxNorm;
import rawi.nn.constraints.NonNeg;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.ExponentialDecay;

/** What all optimizers have in common. */
class StepTest {
  private static final Kernels KERNELS = new Nd4jKernels();

  static Stream<Optimizer> all() {
    return Stream.of(
        SGD.of(),
        SGD.of(0.1).withMomentum(0.9).withNesterov(),
        Adagrad.of(),
        Adadelta.of(new Constant(1)),
        RMSprop.of().withMomentum(0.5).withCentered(),
        Adam.of(),
        Adam.of(0.1).withAmsgrad(),
        AdamW.of(),
        Nadam.of());
  }

  private static Parameter parameter(String name, double... values) {
    return new Parameter(name, Nd4j.createFromArray(values));
  }

  private static void step(Optimizer.State state, Parameter p, double... gradient) {
    p.clearGradient();
    p.accumulate(Nd4j.createFromArray(gradient));
    state.step(KERNELS);
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("a restored state goes on as if never interrupted")
  void restored(Optimizer optimizer) {
    Parameter w = parameter("w", 1, -2);
    Optimizer.State state = optimizer.start(List.of(w));
    step(state, w, 0.5, 0.3);
    step(state, w, 0.2, -0.3);
    Parameter other = new Parameter("w", w.value().dup());
    Optimizer.State later = optimizer.start(List.of(other));
    Map<String, INDArray> kept = new HashMap<>();
    state.arrays().forEach((name, a) -> kept.put(name, a.dup()));
    later.restore(state.iterations(), kept);
    step(state, w, -0.25, 0.7);
    step(later, other, -0.25, 0.7);
    assertArrayEquals(w.value().toDoubleVector(), other.value().toDoubleVector());
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("frozen parameters and what is gathered stay as they are")
  void untouched(Optimizer optimizer) {
    Parameter frozen = parameter("frozen", 1, 2);
    Parameter mean = new Weights(1, DataType.DOUBLE).state("mean", Initializer.ONES, 2);
    Optimizer.State state = optimizer.start(List.of(frozen, mean));
    frozen.setTrainable(false);
    step(state, frozen, 1, 1);
    assertBits(Nd4j.createFromArray(1.0, 2), frozen.value());
    assertBits(Nd4j.createFromArray(1.0, 1), mean.value());
    assertTrue(state.arrays().keySet().stream().noneMatch(name -> name.startsWith("mean")));
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("with lazyRows, rows that no gradient came to stay as they are")
  void lazyRows(Optimizer optimizer) {
    Parameter table = new Parameter("table", GradientCheck.random(3, 5, 2));
    INDArray before = table.value().dup();
    Optimizer.State state = optimizer.with(o -> o.lazyRows(true)).start(List.of(table));
    table.accumulateRows(new int[] {3, 1, 3}, GradientCheck.random(4, 3, 2), KERNELS);
    state.step(KERNELS);
    for (int row = 0; row < 5; row++) {
      boolean same = bits(table.value().getRow(row)).equals(bits(before.getRow(row)));
      assertEquals(row != 1 && row != 3, same, "row " + row);
    }
  }

  @Test
  @DisplayName("the learning rate can be read and set while running, and is kept")
  void learningRate() {
    Parameter w = parameter("w", 1);
    Optimizer.State state = SGD.of(0.1).start(List.of(w));
    assertEquals(0.1, state.learningRate());
    step(state, w, 1);
    assertEquals(0.9, w.value().getDouble(0), 1e-15);
    assertTrue(state.arrays().isEmpty(), "nothing to keep as long as nothing was set");
    state.setLearningRate(0.5);
    step(state, w, 1);
    assertEquals(0.4, w.value().getDouble(0), 1e-15);
    Optimizer.State later = SGD.of(0.1).start(List.of(w));
    later.restore(state.iterations(), state.arrays());
    assertEquals(0.5, later.learningRate());
    assertThrows(IllegalArgumentException.class, () -> state.setLearningRate(0));
  }

  @Test
  @DisplayName("a rate that follows a schedule is that of the step, and cannot be set")
  void schedule() {
    Parameter w = parameter("w", 1);
    Optimizer.State state = SGD.of(new ExponentialDecay(0.4, 1, 0.5, false)).start(List.of(w));
    assertEquals(0.4, state.learningRate());
    step(state, w, 1);
    assertEquals(0.2, state.learningRate());
    step(state, w, 1);
    assertEquals(0.4, w.value().getDouble(0), 1e-15);
    Exception e = assertThrows(IllegalStateException.class, () -> state.setLearningRate(1));
    assertEquals(
        "the learning rate follows ExponentialDecay[initialLearningRate=0.4, decaySteps=1, "
            + "decayRate=0.5, staircase=false] and cannot be set: start the optimizer with a "
            + "number",
        e.getMessage());
  }

  @Test
  @DisplayName("weights decay apart from the gradient; some may be left out")
  void weightDecay() {
    Parameter kernel = parameter("dense/kernel", 2);
    Parameter bias = parameter("dense/bias", 2);
    Optimizer sgd = SGD.of(0.1).with(o -> o.weightDecay(0.5).undecayed("bias"));
    Optimizer.State state = sgd.start(List.of(kernel, bias));
    bias.accumulate(Nd4j.createFromArray(1.0));
    step(state, kernel, 1);
    assertEquals(2 - 0.1 * 0.5 * 2 - 0.1, kernel.value().getDouble(0), 1e-15);
    assertEquals(1.9, bias.value().getDouble(0), 1e-15);
  }

  @Test
  @DisplayName("a constraint is met after every step")
  void constraints() {
    Parameter w = parameter("w", 0.05, 3).constrained(Optional.of(new NonNeg()));
    Parameter kernel = new Parameter("kernel", Nd4j.createFromArray(new double[][] {{3}, {4}}));
    kernel.constrained(Optional.of(MaxNorm.of(2)));
    Parameter frozen = parameter("frozen", -1).constrained(Optional.of(new NonNeg()));
    frozen.setTrainable(false);
    Optimizer.State state = SGD.of(0.1).start(List.of(w, kernel, frozen));
    step(state, w, 1, 1);
    assertBits(Nd4j.createFromArray(0, 2.9), w.value());
    assertEquals(2, kernel.value().norm2Number().doubleValue(), 1e-6);
    assertEquals(-1, frozen.value().getDouble(0));
  }

  @Test
  @DisplayName("clipping by value and by each norm, dense or by rows; frozen ones left alone")
  void clipping() {
    Parameter dense = parameter("dense", 0, 0);
    dense.accumulate(Nd4j.createFromArray(3.0, -4));
    Parameter table = new Parameter("table", Nd4j.zeros(DataType.DOUBLE, 5, 1));
    table.accumulateRows(new int[] {2}, Nd4j.createFromArray(new double[][] {{0.5}}), KERNELS);
    Parameter frozen = parameter("frozen", 0);
    frozen.accumulate(Nd4j.createFromArray(9.0));
    frozen.setTrainable(false);
    List<Parameter> parameters = List.of(dense, table, frozen);
    new ClipValue(3.5).apply(parameters);
    assertBits(Nd4j.createFromArray(3.0, -3.5), dense.gradient());
    dense.clearGradient();
    dense.accumulate(Nd4j.createFromArray(3.0, -4));
    new ClipNorm(1).apply(parameters);
    assertClose(Nd4j.createFromArray(0.6, -0.8), dense.gradient(), 1e-15);
    assertEquals(0.5, table.rowGradient().orElseThrow().values().getDouble(0), "below the limit");
    new ClipValue(0.25).apply(parameters);
    assertEquals(0.25, table.rowGradient().orElseThrow().values().getDouble(0));
    assertEquals(9, frozen.gradient().getDouble(0));
  }

  @Test
  @DisplayName("the size of the batches makes gradient descent batch, stochastic or mini-batch")
  void batchSizeDecides() {
    double[] x = {1, 2, 3, 4};
    assertEquals(1, steps(x, 4), "batch: one step an epoch, by the mean gradient of all");
    assertEquals(4, steps(x, 1), "stochastic: a step for each example");
    assertEquals(2, steps(x, 2), "mini-batch");
  }

  /** One epoch of w fitted to x by (w - x)^2 / 2; how many steps it took. */
  private static long steps(double[] x, int batch) {
    Parameter w = parameter("w", 0);
    Optimizer.State state = SGD.of(0.1).start(List.of(w));
    double expected = 0;
    for (int from = 0; from < x.length; from += batch) {
      double mean = 0;
      for (int i = from; i < from + batch; i++) {
        mean += (w.value().getDouble(0) - x[i]) / batch;
      }
      expected -= 0.1 * mean;
      step(state, w, mean);
      assertEquals(expected, w.value().getDouble(0), 1e-12);
    }
    return state.iterations();
  }

  @Test
  @DisplayName("hyper-parameters that cannot be are refused in one line")
  void refusals() {
    assertRefused(
        "optimizer: expected a momentum in [0, 1], got 2.0", () -> SGD.of(0.1).withMomentum(2));
    assertRefused(
        "optimizer: expected a beta1 in [0, 1), got 1.0",
        () -> new Adam(new Constant(1), 1, 0.9, 0, false, StepOptions.DEFAULT));
    assertRefused(
        "optimizer: expected a weight decay of at least 0, got -1.0",
        () -> Adam.of().with(o -> o.weightDecay(-1)));
    assertRefused("optimizer: expected a limit of norms above 0, got 0.0", () -> new ClipNorm(0));
    assertFalse(Adam.of().equals(Adam.of(0.01)));
  }

  private static void assertRefused(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
