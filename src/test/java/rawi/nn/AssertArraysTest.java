package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.assertCloseInScale;
import static rawi.nn.AssertArrays.largest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AssertArraysTest {
  private static final INDArray A = Nd4j.createFromArray(new double[][] {{1, -200}, {0, 3}});

  private static INDArray with(double value) {
    return A.dup().putScalar(1, 0, value);
  }

  private static void assertFails(Runnable check) {
    assertThrows(AssertionError.class, check::run);
  }

  @Test
  @DisplayName("every element counts, and no tolerance lets NaN or infinity through")
  void close() {
    assertClose(A, with(1e-7), 1e-7);
    assertFails(() -> assertClose(A, with(1.01e-7), 1e-7));
    assertFails(() -> assertClose(A, with(Double.NaN), 1e9));
    assertFails(() -> assertClose(with(Double.NaN), with(Double.NaN), 1e9));
    assertFails(() -> assertClose(A, with(Double.NEGATIVE_INFINITY), 1e9));
    assertClose(new double[] {1, 0, -200, 3}, A.transpose(), 0);
    assertFails(() -> assertClose(new double[] {1, 0, -200}, A.transpose(), 0));
  }

  @Test
  @DisplayName("in scale, the tolerance grows with the largest number expected")
  void scale() {
    assertCloseInScale(A, with(1.9e-5), 1e-7, "a");
    assertFails(() -> assertCloseInScale(A, with(2.1e-5), 1e-7, "a"));
    assertFails(() -> assertCloseInScale(with(Double.NaN), A, 1, "a"));
    assertFails(() -> assertCloseInScale(A, with(Double.NaN), 1, "a"));
    assertEquals(200, largest(A));
    assertEquals(Double.NaN, largest(with(Double.NaN)));
  }

  @Test
  @DisplayName("another shape or type is another array")
  void form() {
    assertFails(() -> assertClose(A, A.reshape(1, 4), 1));
    assertFails(() -> assertBits(A, A.reshape(1, 4)));
    assertFails(() -> assertBits(A, A.castTo(DataType.FLOAT)));
  }

  @Test
  @DisplayName("bits differ by the last one and by the sign of zero; NaN is NaN")
  void bits() {
    assertBits(A, A.dup('f'));
    assertFails(() -> assertBits(A, with(Double.MIN_VALUE)));
    assertFails(() -> assertBits(A, with(-0.0)));
    assertFails(() -> assertBits(A, with(Double.NaN)));
    assertBits(with(Double.NaN), with(Double.NaN));
    INDArray one = Nd4j.createFromArray(1f);
    assertFails(() -> assertBits(one, Nd4j.createFromArray(Math.nextUp(1f))));
  }

  @Test
  @DisplayName("so do lists, maps and what may be there")
  void several() {
    INDArray other = with(1e-9);
    assertFails(() -> assertBits(List.of(A, A), List.of(A, other)));
    assertFails(() -> assertBits(List.of(A, A), List.of(A)));
    assertFails(() -> assertBits(Map.of("a", A), Map.of("a", other)));
    assertFails(() -> assertBits(Map.of("a", A), Map.of("b", A)));
    assertFails(() -> assertBits(Optional.of(A), Optional.empty()));
    assertBits(List.of(A, A), List.of(A, A.dup()));
    assertBits(Map.of("a", A), Map.of("a", A.dup()));
    assertBits(Optional.of(A), Optional.of(A.dup()));
  }
}
