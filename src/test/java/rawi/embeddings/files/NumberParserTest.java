package rawi.embeddings.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {
  private static float parse(String text) {
    NumberParser parser = new NumberParser();
    parser.begin();
    text.chars().forEach(parser::add);
    return parser.value();
  }

  @Test
  @DisplayName(
      "every float is read back from its shortest decimals, and longer ones as Java reads them")
  void exact() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(x)) {
        assertThat(parse(Float.toString(x))).isEqualTo(x);
        String longer = Double.toString(x * (1 + random.nextDouble(-1e-7, 1e-7)));
        assertThat(parse(longer)).isEqualTo(Float.parseFloat(longer));
        String plain = String.valueOf(random.nextInt(1_000_000) / 1e6);
        assertThat(parse("-" + plain)).isEqualTo(Float.parseFloat("-" + plain));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        ".5",
        "5.",
        "+7",
        "1e5",
        "1E-05",
        "1e+05",
        "16777217",
        "16777219.0",
        "0.000000000000000000000000000001",
        "123456789012345678901234567890",
        "1.17549435e-38",
        "1e-45",
        "9007199791611905e-30",
        "1.00000017881393432617187499"
      })
  @DisplayName("every way to write a number is read as Java reads it")
  void forms(String text) {
    assertThat(parse(text)).isEqualTo(Float.parseFloat(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e-",
        "1.2.3",
        "0x1p3",
        "1d",
        "1f",
        "NaN",
        "Infinity",
        "--1",
        "1-",
        "١٢"
      })
  @DisplayName("what is no decimal number is none")
  void none(String text) {
    assertThat(parse(text)).isNaN();
  }
}
