package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationErrorTest {
  @Test
  @DisplayName("five rows worked by hand")
  void byHand() {
    double[][] p = {{0.95, 0.05}, {0.91, 0.09}, {0.25, 0.75}, {0.72, 0.28}, {0.45, 0.55}};
    int[] truth = {0, 1, 1, 0, 0};
    var error = CalibrationError.of(p, truth);
    // (0.9, 1]: 2 rows, one right, confidence 0.93; (0.7, 0.8]: both right, 0.735; (0.5, 0.6]:
    // wrong, 0.55
    double expected = 2.0 / 5 * 0.43 + 2.0 / 5 * 0.265 + 1.0 / 5 * 0.55;
    assertThat(error.expected()).isEqualTo(expected, within(1e-12));
    assertThat(error.maximum()).isEqualTo(0.55, within(1e-12));
    assertThat(error.table()).hasSize(10);
    assertThat(error.table().get(9).rows()).isEqualTo(2);
    assertThat(error.table().get(9).accuracy()).isEqualTo(0.5);
    assertThat(error.table().get(9).confidence()).isEqualTo(0.93, within(1e-12));
    assertThat(error.table().get(3)).isEqualTo(new CalibrationError.Bin(0.3, 0.4, 0, 0, 0));
  }

  @Test
  @DisplayName(
      "certain and always right is perfectly calibrated; certain and always wrong is off by 1")
  void extremes() {
    double[][] certain = {{1, 0}, {0, 1}};
    assertThat(CalibrationError.of(certain, new int[] {0, 1}).expected()).isZero();
    assertThat(CalibrationError.of(certain, new int[] {1, 0}).expected()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.5,4", "0.6,5", "0.7,6", "0.8,7", "0.9,8", "1.0,9", "0.5000001,5", "0.9000001,9"})
  @DisplayName("a confidence on an edge belongs to the bin below it")
  void edges(double confidence, int bin) {
    var error = CalibrationError.of(new double[][] {{confidence, 1 - confidence}}, new int[] {0});
    assertThat(error.table().get(bin).rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10, 15, 49})
  @DisplayName("for any number of bins each row is in exactly one, whose edges hold it")
  void anyNumberOfBins(int bins) {
    for (int i = 0; i <= 500; i++) {
      double p = 0.5 + i / 1000.0;
      var error = CalibrationError.of(new double[][] {{p, 1 - p}}, new int[] {0}, bins);
      var holding = error.table().stream().filter(bin -> bin.rows() == 1).toList();
      assertThat(holding).hasSize(1);
      assertThat(p).isGreaterThan(holding.get(0).from()).isLessThanOrEqualTo(holding.get(0).to());
    }
  }

  @Test
  @DisplayName("rows drawn with the probabilities given are calibrated, up to chance")
  void drawnFromTheProbabilities() {
    var random = new Random(7);
    double[][] p = new double[20_000][];
    int[] truth = new int[p.length];
    for (int row = 0; row < p.length; row++) {
      double first = random.nextDouble();
      p[row] = new double[] {first, 1 - first};
      truth[row] = random.nextDouble() < first ? 0 : 1;
    }
    assertThat(CalibrationError.of(p, truth).expected()).isLessThan(0.02);
  }

  @Test
  @DisplayName("rows that are no probabilities are refused by number")
  void refusals() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CalibrationError.of(new double[][] {{1, 0}, {2.5, -1.5}}, new int[] {0, 0}))
        .withMessage("row 1 holds 2.5, expected probabilities from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationError.of(new double[][] {{0.5, 0.25}}, new int[] {0}))
        .withMessage("row 0 sums to 0.75, expected probabilities that sum to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationError.of(new double[][] {{Double.NaN, 0}}, new int[] {0}))
        .withMessage("row 0: the score of class 0 is NaN, expected a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationError.of(new double[0][], new int[0]))
        .withMessage("expected at least one row, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationError.of(new double[][] {{1, 0}}, new int[] {0}, 0))
        .withMessage("expected 1 or more calibration bins, got 0");
  }
}
