package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.largest;

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
    assertClose(Nd4j.eye(Math.min(rows, columns)), gram, 1e-12);
  }

  @Test
  @DisplayName("Glorot's and He's uniform reach their limits and stay within them")
  void limits() {
    double glorot = largest(draw(Initializer.GLOROT_UNIFORM, 40, 60));
    double limit = Math.sqrt(6.0 / 100);
    assertTrue(glorot <= limit && glorot > 0.99 * limit, "largest " + glorot + " of " + limit);
    double he = largest(draw(Initializer.HE_UNIFORM, 40, 60));
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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "GLOROT_NORMAL, 0.004", // 2 / (200 + 300)
    "LECUN_NORMAL, 0.005",
    "LECUN_UNIFORM, 0.005",
    "RANDOM_NORMAL, 0.0025", // 0.05^2
    "RANDOM_UNIFORM, 0.000833333", // 0.05^2 / 3
    "TRUNCATED_NORMAL, 0.00193435" // 0.05^2 0.8796^2: cut, and not corrected for it
  })
  @DisplayName("the others have the variance that Keras's have")
  void variances(String name, double variance) {
    Initializer initializer =
        switch (name) {
          case "GLOROT_NORMAL" -> Initializer.GLOROT_NORMAL;
          case "LECUN_NORMAL" -> Initializer.LECUN_NORMAL;
          case "LECUN_UNIFORM" -> Initializer.LECUN_UNIFORM;
          case "RANDOM_NORMAL" -> Initializer.RANDOM_NORMAL;
          case "RANDOM_UNIFORM" -> Initializer.RANDOM_UNIFORM;
          default -> Initializer.TRUNCATED_NORMAL;
        };
    INDArray a = draw(initializer, 200, 300);
    assertEquals(variance, a.mul(a).meanNumber().doubleValue(), 0.02 * variance); // 60,000 draws
    assertEquals(0, a.meanNumber().doubleValue(), 1e-3);
  }

  @Test
  @DisplayName("variance scaling by either fan, or their mean, as told")
  void varianceScaling() {
    for (var fan : VarianceScaling.Fan.values()) {
      double n =
          switch (fan) {
            case IN -> 200;
            case OUT -> 300;
            case AVERAGE -> 250;
          };
      for (var distribution : VarianceScaling.Distribution.values()) {
        INDArray a = draw(new VarianceScaling(3, fan, distribution), 200, 300);
        assertEquals(3 / n, a.mul(a).meanNumber().doubleValue(), 0.02 * 3 / n);
      }
    }
  }

  @Test
  @DisplayName("identity matrices may be long, high and multiplied, and are matrices")
  void identity() {
    assertBits(
        Nd4j.createFromArray(new double[][] {{2, 0, 0}, {0, 2, 0}}),
        draw(new Initializer.Identity(2), 2, 3));
    assertBits(Nd4j.eye(3).castTo(DataType.DOUBLE), draw(Initializer.IDENTITY, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> draw(Initializer.IDENTITY, 3));
  }

  @Test
  @DisplayName("an orthogonal convolution kernel is orthogonal as a matrix of its last axis")
  void orthogonalKernel() {
    INDArray a = draw(new Initializer.Orthogonal(2), 3, 2, 4).reshape(6, 4);
    INDArray gram = a.transpose().mmul(a);
    assertClose(Nd4j.eye(4).muli(4), gram, 1e-12);
    assertThrows(IllegalArgumentException.class, () -> draw(Initializer.ORTHOGONAL, 3));
  }

  @Test
  @DisplayName("a convolution's fans count its receptive field")
  void convolution() {
    double limit = Math.sqrt(6.0 / (3 * 3 * 8 + 3 * 3 * 16));
    double largest = largest(draw(Initializer.GLOROT_UNIFORM, 3, 3, 8, 16));
    assertTrue(largest <= limit && largest > 0.98 * limit, "largest " + largest);
  }

  @Test
  @DisplayName("one seed gives one set of weights, another seed another")
  void seeds() {
    Initializer uniform = new Initializer.RandomUniform(-0.05, 0.05);
    INDArray first = new Weights(1, DataType.FLOAT).create("a", uniform, 3, 4).value();
    assertBits(first, new Weights(1, DataType.FLOAT).create("a", uniform, 3, 4).value());
    assertNotEquals(first, new Weights(2, DataType.FLOAT).create("a", uniform, 3, 4).value());
  }
}
