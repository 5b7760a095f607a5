package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1,100.0%",
    "0.83,83.0%",
    "0.0005,0.1%",
    "0.00049,4.9 · 10⁻⁴",
    "1.72e-10,1.7 · 10⁻¹⁰",
    "0,0.0%",
    "NaN,NaN"
  })
  void tinyProbabilitiesAreNoZeros(double value, String shown) {
    assertThat(Numbers.probability(value)).isEqualTo(shown);
  }
}
