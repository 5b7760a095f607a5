package rawi.nn.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConstraintTest {
  private static void assertBecomes(double[][] expected, Constraint constraint, double[][] w) {
    INDArray values = Nd4j.createFromArray(w);
    constraint.apply(values);
    assertClose(Nd4j.createFromArray(expected), values, 1e-6);
  }

  @Test
  @DisplayName("a kernel's columns keep their direction and get a norm that is allowed")
  void norms() {
    double[][] w = {{3, 0.3, 0}, {4, 0.4, 0}}; // norms of the columns: 5, 0.5, 0
    assertBecomes(new double[][] {{0.6, 0.3, 0}, {0.8, 0.4, 0}}, MaxNorm.of(1), w);
    assertBecomes(new double[][] {{0.6, 0.6, 0}, {0.8, 0.8, 0}}, UnitNorm.ofUnits(), w);
    assertBecomes(new double[][] {{1.2, 0.6, 0}, {1.6, 0.8, 0}}, MinMaxNorm.between(1, 2), w);
    assertBecomes(
        new double[][] {{2.1, 0.45, 0}, {2.8, 0.6, 0}}, new MinMaxNorm(1, 2, 0.5, List.of(0)), w);
  }

  @Test
  @DisplayName("norms are taken along the axes named")
  void axes() {
    assertBecomes(
        new double[][] {{0.6, 0.8}, {0, 1}},
        new MaxNorm(1, List.of(1)),
        new double[][] {{3, 4}, {0, 2}});
    assertBecomes(
        new double[][] {{0.6, 0.8}}, new MaxNorm(1, List.of(0, 1)), new double[][] {{3, 4}});
  }

  @Test
  @DisplayName("what is negative becomes 0")
  void nonNegative() {
    assertBecomes(new double[][] {{0, 2, 0}}, new NonNeg(), new double[][] {{-1, 2, 0}});
  }

  @Test
  @DisplayName("limits that cannot be are refused in one line")
  void refusals() {
    Exception max = assertThrows(IllegalArgumentException.class, () -> MaxNorm.of(0));
    assertEquals("MaxNorm: expected a maximum above 0, got 0.0", max.getMessage());
    Exception order = assertThrows(IllegalArgumentException.class, () -> MinMaxNorm.between(2, 1));
    assertEquals(
        "MinMaxNorm: expected 0 <= minimum <= maximum, got 2.0 and 1.0", order.getMessage());
  }
}
