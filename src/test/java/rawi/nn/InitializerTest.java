package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InitializerTest {
  private static INDArray draw(Initializer initializer, long... shape) {
    return initializer.create(DataType.DOUBLE, new Gaussian(5), shape);
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"4,16", "16,4", "8,8", "1,5"})
  @DisplayName("an orthogonal matrix has rows, or columns, of length one at right angles")
  void orthogonal(int rows, int columns) {
    INDArray a = draw(Initializer.ORTHOGONAL, rows, columns);
    INDArray gram = rows <= columns ? a.mmul(a.transpose()) : a.transpose().mmul(a);
    INDArray error = gram.sub(Nd4j.eye(Math.min(rows, columns)).castTo(DataType.DOUBLE));
    assertEquals(0, error.amaxNumber().doubleValue(), 1e-12);
  }

  @Test
  @DisplayName("Glorot's and He's uniform reach their limits and stay within them")
  void limits() {
    double glorot = draw(Initializer.GLOROT_UNIFORM, 40, 60).amaxNumber().doubleValue();
    double limit = Math.sqrt(6.0 / 100);
    assertTrue(glorot <= limit && glorot > 0.99 * limit, "largest " + glorot + " of " + limit);
    double he = draw(Initializer.HE_UNIFORM, 40, 60).amaxNumber().doubleValue();
    double heLimit = Math.sqrt(6.0 / 40);
    assertTrue(he <= heLimit && he > 0.99 * heLimit, "largest " + he + " of " + heLimit);
  }

  @Test
  @DisplayName("He's normal has the variance 2 / fanIn, though it is cut at two deviations")
  void heNormal() {
    INDArray a = draw(Initializer.HE_NORMAL, 200, 300);
    assertEquals(2.0 / 200, a.mul(a).meanNumber().doubleValue(), 2e-4);
    assertEquals(0, a.meanNumber().doubleValue(), 2e-3);
  }

  @Test
  @DisplayName("a convolution's fans count its receptive field")
  void convolution() {
    double limit = Math.sqrt(6.0 / (3 * 3 * 8 + 3 * 3 * 16));
    double largest = draw(Initializer.GLOROT_UNIFORM, 3, 3, 8, 16).amaxNumber().doubleValue();
    assertTrue(largest <= limit && largest > 0.98 * limit, "largest " + largest);
  }

  @Test
  @DisplayName("one seed gives one set of weights, another seed another")
  void seeds() {
    Initializer uniform = new Initializer.RandomUniform(-0.05, 0.05);
    INDArray first = new Weights(1, DataType.FLOAT).create("a", uniform, 3, 4).value();
    assertEquals(first, new Weights(1, DataType.FLOAT).create("a", uniform, 3, 4).value());
    assertNotEquals(first, new Weights(2, DataType.FLOAT).create("a", uniform, 3, 4).value());
  }
}
