package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeCapabilityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.7", "5.0", "5.2", "5.3", "6.0", "6.1", "7.0", "7.2", "7.5", "8.0", "8.6", "8.7", "8.9"
      })
  void cardsOfTheSameMajorVersionFromTheLowestMinorOnAreUsable(String version) {
    assertThat(ComputeCapability.parse(version).usable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1", "3.0", "3.5", "4.0", "9.0", "10.0", "10.3", "12.0"})
  void otherCardsAreNot(String version) {
    assertThat(ComputeCapability.parse(version).usable()).isFalse();
  }

  @Test
  void theUsableRangeIsSaidInWords() {
    assertThat(ComputeCapability.usableRange())
        .isEqualTo("3.7 to 3.9, 5.0 to 5.9, 6.0 to 6.9, 7.0 to 7.9, 8.0 to 8.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8.", "[N/A]", "8.6.1"})
  void whatIsNoVersionIsRefused(String text) {
    assertThatThrownBy(() -> ComputeCapability.parse(text))
        .isInstanceOf(NumberFormatException.class);
  }
}
