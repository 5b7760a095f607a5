package rawi.nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.bits;
import static rawi.nn.AssertArrays.largest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import rawi.nn.GradientCheck;
import rawi.nn.Parameter;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.optimizers.schedules.Constant;

class AdamTest {
  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  private static INDArray array(Optimizer.State state, String name) {
    return Objects.requireNonNull(state.arrays().get(name), name);
  }

  private static void step(Optimizer.State state, Parameter w, Kernels kernels, double g) {
    w.clearGradient();
    w.accumulate(Nd4j.valueArrayOf(w.value().shape(), g, w.value().dataType()));
    state.step(kernels);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("ten steps are those of an Adam written in plain Java")
  void tenSteps(Kernels kernels) {
    INDArray start = GradientCheck.random(1, 3, 5);
    Parameter w = new Parameter("w", start.castTo(DataType.FLOAT));
    Optimizer.State state =
        new Adam(new Constant(0.01), 0.8, 0.95, 1e-3, false, StepOptions.DEFAULT).start(List.of(w));
    double[] expected = start.dup('c').data().asDouble();
    double[] m = new double[15];
    double[] v = new double[15];
    for (int t = 1; t <= 10; t++) {
      INDArray g = GradientCheck.random(10 + t, 3, 5);
      w.clearGradient();
      w.accumulate(g.castTo(DataType.FLOAT));
      state.step(kernels);
      for (int i = 0; i < 15; i++) {
        m[i] += (1 - 0.8) * (g.getDouble(i) - m[i]);
        v[i] += (1 - 0.95) * (g.getDouble(i) * g.getDouble(i) - v[i]);
        double rate = 0.01 * Math.sqrt(1 - Math.pow(0.95, t)) / (1 - Math.pow(0.8, t));
        expected[i] -= rate * m[i] / (Math.sqrt(v[i]) + 1e-3);
        assertEquals(expected[i], w.value().getDouble(i), 1e-6, "step " + t + ", element " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("lazyRows changes the rows of the batch and their moments, and no others")
  void lazyTouchesFew(Kernels kernels) {
    Parameter table = table();
    Optimizer.State state = Adam.of(0.1).withLazyRows().start(List.of(table));
    INDArray before = table.value().dup();
    accumulate(table, kernels, 1, 4, 1); // row 1 twice
    state.step(kernels);
    table.clearGradient();
    INDArray after = table.value().dup();
    for (int row = 0; row < 6; row++) {
      boolean touched = row == 1 || row == 4;
      assertEquals(
          !touched, bits(before.getRow(row)).equals(bits(after.getRow(row))), "row " + row);
      for (String moment : List.of("table/m", "table/v")) {
        double size = largest(array(state, moment).getRow(row));
        assertEquals(touched, size > 0, moment + ", row " + row);
      }
    }
    accumulate(table, kernels, 0);
    state.step(kernels);
    assertBits(after.getRow(1), table.value().getRow(1), "its moments rest meanwhile");
    table.clearGradient();
    state.step(kernels); // nothing touched: nothing changes
    assertEquals(3, changed(before, table.value()), "rows 0, 1 and 4");
  }

  private static int changed(INDArray before, INDArray after) {
    int rows = 0;
    for (int row = 0; row < before.size(0); row++) {
      rows += bits(before.getRow(row)).equals(bits(after.getRow(row))) ? 0 : 1;
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("without lazyRows every row moves on with its moments, as in Keras")
  void denseMovesAll(Kernels kernels) {
    Parameter table = table();
    Optimizer.State state = Adam.of(0.1).start(List.of(table));
    accumulate(table, kernels, 1);
    state.step(kernels);
    table.clearGradient();
    INDArray row = table.value().getRow(1).dup();
    accumulate(table, kernels, 4);
    state.step(kernels);
    assertNotEquals(row, table.value().getRow(1));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("where every row is touched at every step, lazyRows is dense Adam")
  void lazyEqualsDense(Kernels kernels) {
    Parameter lazy = table();
    Parameter dense = table();
    Optimizer.State lazyState = Adam.of(0.1).withLazyRows().start(List.of(lazy));
    Optimizer.State denseState = Adam.of(0.1).start(List.of(dense));
    for (int t = 0; t < 5; t++) {
      for (Parameter p : List.of(lazy, dense)) {
        p.clearGradient();
        accumulate(p, kernels, 5, 4, 3, 2, 1, 0, t);
      }
      lazyState.step(kernels);
      denseState.step(kernels);
      assertClose(dense.value(), lazy.value(), 1e-6);
    }
  }

  @Test
  @DisplayName("a frozen parameter stays as it is")
  void frozen() {
    Parameter w = new Parameter("w", Nd4j.createFromArray(1f));
    Optimizer.State state = Adam.of(0.1).start(List.of(w));
    w.setTrainable(false);
    step(state, w, new Nd4jKernels(), 0.5);
    assertEquals(1, w.value().getDouble(0));
  }

  @Test
  @DisplayName("a restored state goes on as if never interrupted")
  void restored() {
    Kernels kernels = new Nd4jKernels();
    Parameter w = new Parameter("w", Nd4j.createFromArray(1.0));
    Optimizer.State state = Adam.of(0.1).start(List.of(w));
    step(state, w, kernels, 0.5);
    Parameter other = new Parameter("w", w.value().dup());
    Optimizer.State later = Adam.of(0.1).start(List.of(other));
    later.restore(state.iterations(), state.arrays());
    step(state, w, kernels, -0.25);
    step(later, other, kernels, -0.25);
    assertBits(w.value(), other.value());
    assertEquals(2, later.iterations());
    Exception e = assertThrows(IllegalArgumentException.class, () -> later.restore(1, Map.of()));
    assertEquals("the checkpoint's optimizer state does not fit the model at w/m", e.getMessage());
  }

  @Test
  @DisplayName("two parameters of one name are refused")
  void twoOfOneName() {
    List<Parameter> twins = List.of(table(), table());
    Exception e = assertThrows(IllegalArgumentException.class, () -> Adam.of(0.1).start(twins));
    assertEquals("two parameters are named table", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  @DisplayName("a learning rate that is not above 0 is refused")
  void refusals(double rate) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Adam.of(rate));
    assertEquals("expected a learning rate above 0, got " + rate, e.getMessage());
  }

  private static Parameter table() {
    return new Parameter("table", GradientCheck.random(3, 6, 2).castTo(DataType.FLOAT));
  }

  private static void accumulate(Parameter table, Kernels kernels, int... rows) {
    INDArray d = GradientCheck.random(rows.length, rows.length, 2).castTo(DataType.FLOAT);
    table.accumulateRows(rows, d, kernels);
  }
}
