package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.largest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** What a recurrent kernel is given as its first state and what it hands on as its last. */
class InitialStateTest {
  /** A whole row, a middle step masked, the end masked, nothing real at all. */
  private static final double[][] MASK = {{1, 1, 1}, {1, 0, 1}, {1, 0, 0}, {0, 0, 0}};

  static Stream<RecurrentCase> cases() {
    List<RecurrentCase> all = new ArrayList<>();
    for (Cell cell : Cells.STANDARD) {
      for (boolean masked : new boolean[] {false, true}) {
        for (boolean backwards : new boolean[] {false, true}) {
          for (boolean dropout : new boolean[] {false, true}) {
            all.add(of(cell, masked, backwards, false, Scan.Masked.REPEAT, dropout));
            all.add(of(cell, masked, backwards, true, Scan.Masked.REPEAT, dropout));
            all.add(of(cell, masked, backwards, true, Scan.Masked.ZERO, dropout));
          }
        }
      }
    }
    for (Cell cell : Cells.OTHERS) {
      all.add(of(cell, true, false, true, Scan.Masked.REPEAT, true));
      all.add(of(cell, false, true, false, Scan.Masked.REPEAT, false));
    }
    return all.stream();
  }

  static Stream<RecurrentCase> maskedCases() {
    return cases().filter(c -> c.mask().isPresent());
  }

  private static RecurrentCase of(
      Cell cell,
      boolean masked,
      boolean backwards,
      boolean sequences,
      Scan.Masked at,
      boolean dropout) {
    Optional<INDArray> mask = masked ? Optional.of(Nd4j.createFromArray(MASK)) : Optional.empty();
    return new RecurrentCase(
        cell,
        DataType.DOUBLE,
        4,
        3,
        3,
        2,
        mask,
        backwards,
        sequences,
        at,
        true,
        true,
        dropout,
        true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("gradients of the first state, and through the last, equal difference quotients")
  void gradients(RecurrentCase how) {
    RecurrentCase.Inputs in = how.inputs();
    Kernels kernels = new Nd4jKernels();
    Map<String, INDArray> results = how.results(kernels, in, true);
    List<Checked> checked = new ArrayList<>();
    checked.add(new Checked("x", in.x(), of(results, "dx")));
    for (int i = 0; i < in.states().size(); i++) {
      checked.add(new Checked("state", in.states().get(i), of(results, "d(first state) " + i)));
    }
    checked.add(new Checked("kernel", in.weights().kernel(), of(results, "d(kernel)")));
    checked.add(
        new Checked(
            "recurrent", in.weights().recurrentKernel(), of(results, "d(recurrent kernel)")));
    checked.add(new Checked("bias", in.weights().bias().orElseThrow(), of(results, "d(bias)")));
    GradientCheck.check(checked, () -> how.loss(kernels, in));
  }

  private static INDArray of(Map<String, INDArray> results, String name) {
    return Objects.requireNonNull(results.get(name), name);
  }

  @ParameterizedTest
  @MethodSource("maskedCases")
  @DisplayName("a row without a real step hands its state on as it came, and its gradient back")
  void untouchedRow(RecurrentCase how) {
    RecurrentCase single = how.in(DataType.FLOAT);
    for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(new Workers(2)))) {
      RecurrentCase.Inputs in = single.inputs();
      Map<String, INDArray> results = single.results(kernels, in, true);
      int last = how.batch() - 1;
      assertEquals(0, largest(of(results, "output").slice(last)), "output");
      for (int i = 0; i < in.states().size(); i++) {
        assertBits(in.states().get(i).getRow(last), of(results, "state " + i).getRow(last));
        assertBits(single.dState(i).getRow(last), of(results, "d(first state) " + i).getRow(last));
      }
    }
  }
}
