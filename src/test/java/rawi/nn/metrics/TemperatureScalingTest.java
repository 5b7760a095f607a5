package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureScalingTest {
  private static double likelihood(double[][] logits, int[] labels, double temperature) {
    var scaling = new TemperatureScaling(temperature);
    double sum = 0;
    for (int row = 0; row < logits.length; row++) {
      sum -= Math.log(scaling.probabilities(logits[row])[labels[row]]);
    }
    return sum / logits.length;
  }

  @Test
  @DisplayName("three of four right at logits (2, 0): the best T makes the confidence 3/4")
  void byHand() {
    double[][] logits = {{2, 0}, {2, 0}, {2, 0}, {2, 0}};
    int[] labels = {0, 0, 0, 1};
    var scaling = TemperatureScaling.fit(logits, labels);
    // sigmoid(2 / T) = 3/4, so T = 2 / ln 3
    assertThat(scaling.temperature()).isEqualTo(2 / Math.log(3), within(1e-12));
    assertThat(scaling.probabilities(logits[0]))
        .containsExactly(new double[] {0.75, 0.25}, within(1e-12));
    assertThat(scaling.atBound()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2.5, 20})
  @DisplayName("labels drawn from softmax(z / T) give T back")
  void recoversTheTemperature(double temperature) {
    var random = new Random(11);
    double[][] logits = new double[20_000][3];
    int[] labels = new int[logits.length];
    for (int row = 0; row < logits.length; row++) {
      for (int c = 0; c < 3; c++) {
        logits[row][c] = temperature * 2 * random.nextGaussian();
      }
      double[] p = new TemperatureScaling(temperature).probabilities(logits[row]);
      double u = random.nextDouble();
      labels[row] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
    }
    double fitted = TemperatureScaling.fit(logits, labels).temperature();
    assertThat(fitted / temperature).isEqualTo(1, within(0.03));
  }

  @Test
  @DisplayName(
      "no other temperature has a lower likelihood loss, and the same data give the same T")
  void isTheMinimum() {
    var random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      double[][] logits = new double[30][4];
      int[] labels = new int[30];
      for (int row = 0; row < 30; row++) {
        labels[row] = random.nextInt(4);
        for (int c = 0; c < 4; c++) {
          logits[row][c] = 5 * random.nextGaussian() + (c == labels[row] ? 3 : 0);
        }
      }
      var scaling = TemperatureScaling.fit(logits, labels);
      double best = likelihood(logits, labels, scaling.temperature());
      for (double t = TemperatureScaling.LOWEST; t <= TemperatureScaling.HIGHEST; t *= 1.07) {
        assertThat(likelihood(logits, labels, t)).isGreaterThanOrEqualTo(best - 1e-12);
      }
      assertThat(TemperatureScaling.fit(logits, labels)).isEqualTo(scaling);
    }
  }

  @Test
  @DisplayName("fitted on an over-confident classifier it lowers the calibration error")
  void calibrates() {
    var random = new Random(5);
    double[][] logits = new double[5_000][];
    int[] labels = new int[logits.length];
    for (int row = 0; row < logits.length; row++) {
      labels[row] = random.nextInt(2);
      double z = 8 * ((labels[row] == 0 ? 0.5 : -0.5) + random.nextGaussian());
      logits[row] = new double[] {z, -z};
    }
    double before =
        CalibrationError.of(TemperatureScaling.none().probabilities(logits), labels).expected();
    double after =
        CalibrationError.of(TemperatureScaling.fit(logits, labels).probabilities(logits), labels)
            .expected();
    assertThat(before).isGreaterThan(0.2);
    assertThat(after).isLessThan(0.03);
  }

  @Test
  @DisplayName("rows that are all right give the lowest temperature, rows all wrong the highest")
  void bounds() {
    double[][] logits = {{3, -1}, {-2, 2}};
    var separable = TemperatureScaling.fit(logits, new int[] {0, 1});
    assertThat(separable.temperature()).isEqualTo(TemperatureScaling.LOWEST);
    assertThat(separable.atBound()).isTrue();
    var misleading = TemperatureScaling.fit(logits, new int[] {1, 0});
    assertThat(misleading.temperature()).isEqualTo(TemperatureScaling.HIGHEST);
  }

  @Test
  @DisplayName("scores that say nothing leave T at 1")
  void flat() {
    double[][] logits = {{3, 3}, {-2, -2}};
    assertThat(TemperatureScaling.fit(logits, new int[] {0, 1}))
        .isEqualTo(TemperatureScaling.none());
  }

  @Test
  @DisplayName("huge logits neither overflow nor give NaN")
  void hugeLogits() {
    double[][] logits = {{1e300, -1e300}, {1e300, -1e300}, {-1e300, 1e300}};
    assertThat(TemperatureScaling.fit(logits, new int[] {0, 1, 1}).temperature())
        .isEqualTo(TemperatureScaling.HIGHEST);
    assertThat(TemperatureScaling.none().probabilities(new double[] {5000, 4000}))
        .containsExactly(1, 0);
  }

  @Test
  @DisplayName("scaling keeps the order of the classes, and T = 1 is the plain softmax")
  void keepsTheOrder() {
    double[] logits = {1, 3, 2};
    assertThat(new TemperatureScaling(4).apply(logits)).containsExactly(0.25, 0.75, 0.5);
    double e = Math.E;
    double sum = 1 + e * e + e;
    assertThat(TemperatureScaling.none().probabilities(logits))
        .containsExactly(new double[] {1 / sum, e * e / sum, e / sum}, within(1e-15));
    assertThat(logits).containsExactly(1, 3, 2);
  }

  @Test
  @DisplayName("infinite logits, no rows and impossible temperatures are refused")
  void refusals() {
    double[][] infinite = {{0, Double.NEGATIVE_INFINITY}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(infinite, new int[] {0}))
        .withMessage("row 0 holds -Infinity, expected finite logits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new double[0][], new int[0]))
        .withMessage("expected at least one row, got none");
    for (double t : new double[] {0, -1, Double.NaN, 1000}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TemperatureScaling(t))
          .withMessage("expected a temperature from 0.1 to 100.0, got " + t);
    }
  }
}
