package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Assertions;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays against arrays. ND4J's own comparisons let too much through: {@code equals} whatever lies
 * within 1e-5, {@code amaxNumber} every NaN.
 */
public final class AssertArrays {
  private AssertArrays() {}

  /** Fails unless the shapes are equal and every |expected - actual| is at most the tolerance. */
  public static void assertClose(
      INDArray expected, INDArray actual, double tolerance, String what) {
    assertEquals(shape(expected), shape(actual), what + ": shape");
    assertClose(numbers(expected), actual, tolerance, what);
  }

  /** The same, without a name. */
  public static void assertClose(INDArray expected, INDArray actual, double tolerance) {
    assertClose(expected, actual, tolerance, "array");
  }

  /** The same for the elements, row by row, of an array of any shape. */
  public static void assertClose(double[] expected, INDArray actual, double tolerance) {
    assertClose(expected, actual, tolerance, "array");
  }

  private static void assertClose(
      double[] expected, INDArray actual, double tolerance, String what) {
    double[] got = numbers(actual);
    assertEquals(expected.length, got.length, what + ": elements");
    for (int i = 0; i < got.length; i++) {
      if (!(Math.abs(expected[i] - got[i]) <= tolerance)) { // NaN is not within any
        Assertions.fail(
            "%s, element %d of %s: expected %s within %s, got %s"
                .formatted(what, i, shape(actual), expected[i], tolerance, got[i]));
      }
    }
  }

  /** The same, the tolerance in units of the largest number expected, if that is above 1. */
  public static void assertCloseInScale(
      INDArray expected, INDArray actual, double tolerance, String what) {
    assertClose(expected, actual, tolerance * Math.max(1, largest(expected)), what);
  }

  /** Fails unless type, shape and every bit are equal; one NaN is as good as another. */
  public static void assertBits(INDArray expected, INDArray actual, String what) {
    assertEquals(expected.dataType(), actual.dataType(), what + ": type");
    assertEquals(shape(expected), shape(actual), what + ": shape");
    assertEquals(bits(expected), bits(actual), what);
  }

  /** The same, without a name. */
  public static void assertBits(INDArray expected, INDArray actual) {
    assertBits(expected, actual, "array");
  }

  /** The same for each of several. */
  public static void assertBits(List<INDArray> expected, List<INDArray> actual, String what) {
    assertEquals(expected.size(), actual.size(), what + ": arrays");
    for (int i = 0; i < expected.size(); i++) {
      assertBits(expected.get(i), actual.get(i), what + ", array " + i);
    }
  }

  /** The same, without a name. */
  public static void assertBits(List<INDArray> expected, List<INDArray> actual) {
    assertBits(expected, actual, "list");
  }

  /** The same under each of several names. */
  public static void assertBits(Map<String, INDArray> expected, Map<String, INDArray> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, a) -> assertBits(a, Objects.requireNonNull(actual.get(name)), name));
  }

  /** The same, or neither is there. */
  public static void assertBits(Optional<INDArray> expected, Optional<INDArray> actual) {
    assertBits(expected.stream().toList(), actual.stream().toList());
  }

  /** The elements, row by row; lists of them are equal if their bits are. */
  public static List<Double> bits(INDArray array) {
    return DoubleStream.of(numbers(array)).boxed().toList();
  }

  /** The largest |element|; NaN if one of them is. */
  public static double largest(INDArray array) {
    return DoubleStream.of(numbers(array)).map(Math::abs).reduce(0, Math::max);
  }

  private static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble(); // widening float32 keeps every bit
  }

  private static String shape(INDArray array) {
    return Arrays.toString(array.shape());
  }
}
