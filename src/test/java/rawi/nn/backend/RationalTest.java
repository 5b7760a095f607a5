package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RationalTest {
  private static final double LARGEST_ERROR = 3e-7;

  @Test
  @DisplayName("tanh and sigmoid are within 3e-7 of the exact ones, everywhere")
  void errors() {
    for (double x = -20; x <= 20; x += 1.0 / 1024) {
      float v = (float) x;
      assertEquals(Math.tanh(v), Rational.tanh(v), LARGEST_ERROR);
      assertEquals(1 / (1 + Math.exp(-(double) v)), Rational.sigmoid(v), LARGEST_ERROR);
    }
  }

  @Test
  @DisplayName("values of any size stay between the limits, and what is no number stays none")
  void extremes() {
    for (float v : new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertTrue(Math.abs(Rational.tanh(v)) <= 1);
      assertTrue(Rational.sigmoid(v) >= 0 && Rational.sigmoid(v) <= 1);
    }
    assertTrue(Float.isNaN(Rational.tanh(Float.NaN)));
  }
}
