package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.GradientCheck.Checked;
import rawi.nn.activations.Activations;

/** What a recurrent kernel is given as its first state and what it hands on as its last. */
class InitialStateTest {
  private static final Cell CELL = new Cell.Lstm(Activations.TANH, Activations.SIGMOID);
  private static final int BATCH = 4;
  private static final int TIME = 3;
  private static final int FEATURES = 3;
  private static final int UNITS = 2;

  /** A whole row, a middle step masked, the end masked, nothing real at all. */
  private static final double[][] MASK = {{1, 1, 1}, {1, 0, 1}, {1, 0, 0}, {0, 0, 0}};

  /** A way to run a recurrent kernel. */
  record Case(boolean masked, boolean backwards, boolean sequences, Scan.Masked at) {}

  static Stream<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (boolean masked : new boolean[] {false, true}) {
      for (boolean backwards : new boolean[] {false, true}) {
        all.add(new Case(masked, backwards, false, Scan.Masked.REPEAT));
        all.add(new Case(masked, backwards, true, Scan.Masked.REPEAT));
        all.add(new Case(masked, backwards, true, Scan.Masked.ZERO));
      }
    }
    return all.stream();
  }

  /** Everything that goes in, and the gradients that come back, in one type. */
  private static final class Run {
    final INDArray x;
    final INDArray h;
    final INDArray c;
    final RecurrentWeights weights;
    final RecurrentWeights gradients;
    final Scan scan;

    Run(Case how, DataType type) {
      x = array(type, 1, BATCH, TIME, FEATURES);
      h = array(type, 2, BATCH, UNITS);
      c = array(type, 3, BATCH, UNITS);
      weights =
          new RecurrentWeights(
              array(type, 4, FEATURES, 4 * UNITS),
              array(type, 5, UNITS, 4 * UNITS),
              Optional.of(array(type, 6, 4 * UNITS)));
      gradients =
          new RecurrentWeights(
              weights.kernel().mul(0),
              weights.recurrentKernel().mul(0),
              weights.bias().map(b -> b.mul(0)));
      scan =
          new Scan(
              x,
              how.masked()
                  ? Optional.of(Nd4j.createFromArray(MASK).castTo(type))
                  : Optional.empty(),
              List.of(h, c),
              how.backwards(),
              how.sequences(),
              how.at(),
              Optional.empty());
    }

    private static INDArray array(DataType type, long seed, long... shape) {
      return GradientCheck.random(seed, shape).castTo(type);
    }

    RecurrentPass forward(Kernels kernels, Arena arena) {
      return kernels.recurrent(CELL, weights, scan, arena);
    }

    /** dL/d(output) and dL/d(states) for L = sum of all of them times fixed numbers. */
    List<INDArray> factors(RecurrentPass pass) {
      List<INDArray> factors = new ArrayList<>();
      factors.add(array(x.dataType(), 7, pass.output().shape()));
      factors.add(array(x.dataType(), 8, BATCH, UNITS));
      factors.add(array(x.dataType(), 9, BATCH, UNITS));
      return factors;
    }

    double loss(Kernels kernels) {
      Arena arena = new Arena();
      return arena.step(
          () -> {
            RecurrentPass pass = forward(kernels, arena);
            List<INDArray> f = factors(pass);
            return pass.output().mul(f.get(0)).sumNumber().doubleValue()
                + pass.states().get(0).mul(f.get(1)).sumNumber().doubleValue()
                + pass.states().get(1).mul(f.get(2)).sumNumber().doubleValue();
          });
    }

    /** Output, states, dx, d(initial h), d(initial c), d(kernel), d(recurrent kernel), d(bias). */
    List<INDArray> all(Kernels kernels) {
      Arena arena = new Arena();
      List<INDArray> all = new ArrayList<>();
      arena.step(
          () -> {
            RecurrentPass pass = forward(kernels, arena);
            all.add(copy(pass.output()));
            pass.states().forEach(s -> all.add(copy(s)));
            List<INDArray> f = factors(pass);
            RecurrentPass.Result back = pass.backward(f.get(0), f.subList(1, 3), gradients, true);
            all.add(copy(back.dx().orElseThrow()));
            back.dInitialState().forEach(d -> all.add(copy(d)));
            return all.size();
          });
      all.addAll(
          List.of(gradients.kernel(), gradients.recurrentKernel(), gradients.bias().orElseThrow()));
      return all;
    }

    private static INDArray copy(INDArray a) {
      return Arena.outside(() -> a.dup('c'));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("gradients of the first state, and through the last, equal difference quotients")
  void gradients(Case how) {
    Run run = new Run(how, DataType.DOUBLE);
    Kernels kernels = new Nd4jKernels();
    List<INDArray> all = run.all(kernels);
    List<Checked> checked =
        List.of(
            new Checked("x", run.x, all.get(3)),
            new Checked("h", run.h, all.get(4)),
            new Checked("c", run.c, all.get(5)),
            new Checked("kernel", run.weights.kernel(), all.get(6)),
            new Checked("recurrent kernel", run.weights.recurrentKernel(), all.get(7)),
            new Checked("bias", run.weights.bias().orElseThrow(), all.get(8)));
    GradientCheck.check(checked, () -> run.loss(kernels));
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("the fast kernel gives the same outputs, states and gradients")
  void fastEqualsPlain(Case how) {
    List<INDArray> plain = new Run(how, DataType.FLOAT).all(new Nd4jKernels());
    List<INDArray> fast = new Run(how, DataType.FLOAT).all(new CpuKernels(new Workers(2)));
    assertEquals(plain.size(), fast.size());
    for (int i = 0; i < plain.size(); i++) {
      assertArrayEquals(plain.get(i).shape(), fast.get(i).shape());
      double difference = plain.get(i).sub(fast.get(i)).amaxNumber().doubleValue();
      assertTrue(difference < 1e-5, "array " + i + " differs by " + difference);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("a row without a real step hands its state on as it came, and its gradient back")
  void untouchedRow(Case how) {
    if (!how.masked()) {
      return;
    }
    for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(new Workers(2)))) {
      Run run = new Run(how, DataType.FLOAT);
      List<INDArray> all = run.all(kernels);
      int last = BATCH - 1;
      assertEquals(0, all.get(0).slice(last).amaxNumber().doubleValue(), "output");
      assertEquals(run.h.getRow(last), all.get(1).getRow(last));
      assertEquals(run.c.getRow(last), all.get(2).getRow(last));
      assertEquals(
          Run.array(DataType.FLOAT, 8, BATCH, UNITS).getRow(last), all.get(4).getRow(last));
      assertEquals(
          Run.array(DataType.FLOAT, 9, BATCH, UNITS).getRow(last), all.get(5).getRow(last));
    }
  }
}
