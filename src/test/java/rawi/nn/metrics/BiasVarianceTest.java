package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BiasVarianceTest {
  private static double[][] numbers(SplittableRandom random, int rows, int points) {
    double[][] numbers = new double[rows][points];
    for (double[] row : numbers) {
      for (int i = 0; i < points; i++) {
        row[i] = random.nextDouble() * 20 - 10;
      }
    }
    return numbers;
  }

  @Test
  @DisplayName("two models and two targets at one point, worked by hand")
  void byHand() {
    BiasVariance parts = BiasVariance.of(new double[][] {{1}, {3}}, new double[][] {{4}, {6}});
    assertThat(parts.biasSquared()).isEqualTo(9); // 5 against 2
    assertThat(parts.variance()).isEqualTo(1);
    assertThat(parts.noise()).isEqualTo(1);
    assertThat(parts.error()).isEqualTo((9 + 1 + 25 + 9) / 4.0);
  }

  @Test
  @DisplayName("bias squared, variance and noise add up to the error, whatever the numbers")
  void addsUp() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 100; round++) {
      int points = 1 + random.nextInt(8);
      BiasVariance parts =
          BiasVariance.of(
              numbers(random, 1 + random.nextInt(9), points),
              numbers(random, 1 + random.nextInt(9), points));
      assertThat(parts.biasSquared() + parts.variance() + parts.noise())
          .isEqualTo(parts.error(), within(1e-9));
    }
  }

  @Test
  @DisplayName("points that do not fit are refused")
  void refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiasVariance.of(new double[][] {{1, 2}}, new double[][] {{1, 2}, {3}}))
        .withMessage("targets: expected 2 points in each row, got 1 in row 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiasVariance.of(new double[0][], new double[][] {{1}}))
        .withMessage("predictions: expected at least one row of at least one point");
  }
}
