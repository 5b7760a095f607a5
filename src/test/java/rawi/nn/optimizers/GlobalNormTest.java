package rawi.nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Parameter;
import rawi.nn.backend.Nd4jKernels;

class GlobalNormTest {
  private final Parameter dense = new Parameter("dense", Nd4j.zeros(DataType.FLOAT, 2));
  private final Parameter table = new Parameter("table", Nd4j.zeros(DataType.FLOAT, 5, 1));
  private final Parameter frozen = new Parameter("frozen", Nd4j.zeros(DataType.FLOAT, 1));

  GlobalNormTest() {
    dense.accumulate(Nd4j.createFromArray(3f, 0f));
    table.accumulateRows(
        new int[] {2, 2}, Nd4j.createFromArray(new float[][] {{1}, {3}}), new Nd4jKernels());
    frozen.accumulate(Nd4j.createFromArray(100f));
    frozen.setTrainable(false);
  }

  @Test
  @DisplayName("above the limit all gradients shrink to it together, by rows or dense")
  void clips() {
    assertEquals(5, new GlobalNorm(2).clip(List.of(dense, table, frozen)), 1e-6);
    assertEquals(1.2, dense.gradient().getDouble(0), 1e-6);
    assertEquals(1.6, table.rowGradient().orElseThrow().values().getDouble(0), 1e-6);
    assertEquals(100, frozen.gradient().getDouble(0), "frozen: neither counted nor changed");
  }

  @Test
  @DisplayName("at or below the limit nothing changes")
  void leaves() {
    assertEquals(5, new GlobalNorm(5).clip(List.of(dense, table)), 1e-6);
    assertEquals(5, new GlobalNorm(20).clip(List.of(dense, table)), 1e-6);
    assertEquals(3, dense.gradient().getDouble(0));
    assertEquals(4, table.gradient().getDouble(2));
  }

  @Test
  @DisplayName("a parameter that got no gradient counts 0 and stays able to take one by rows")
  void nothingYet() {
    Parameter untouched = new Parameter("untouched", Nd4j.zeros(DataType.FLOAT, 5, 1));
    assertEquals(5, new GlobalNorm(1).clip(List.of(dense, table, untouched)), 1e-6);
    untouched.accumulateRows(
        new int[] {1}, Nd4j.createFromArray(new float[][] {{1}}), new Nd4jKernels());
    assertTrue(untouched.rowGradient().isPresent());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  @DisplayName("a limit that is not above 0 is refused")
  void refusals(double limit) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new GlobalNorm(limit));
    assertEquals("GlobalNorm: expected a limit above 0, got " + limit, e.getMessage());
  }
}
