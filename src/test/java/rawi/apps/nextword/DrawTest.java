package rawi.apps.nextword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("drawing words")
class DrawTest {
  private static final float[] LOGS = {
    (float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)
  };

  private static double[] shares(double temperature, int topK, double topP) {
    Draw draw = new Draw(new GenerationOptions(1, temperature, topK, topP, 7));
    double[] counts = new double[LOGS.length];
    for (int i = 0; i < 4000; i++) {
      counts[draw.one(LOGS, id -> true)] += 1 / 4000.0;
    }
    return counts;
  }

  private static void assertShares(double[] got, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], got[i], 0.03, Arrays.toString(got));
    }
  }

  @Test
  void wordsComeAsOftenAsTheyAreProbable() {
    assertShares(shares(1, 0, 1), 0.5, 0.3, 0.2);
  }

  @Test
  void aLowTemperatureMakesTheProbableMoreSo() {
    assertShares(shares(0.5, 0, 1), 0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38);
    assertTrue(shares(0.01, 0, 1)[0] > 0.999);
  }

  @Test
  void onlyTheMostProbableComeByNumberOrByProbability() {
    assertShares(shares(1, 2, 1), 0.5 / 0.8, 0.3 / 0.8, 0);
    assertShares(shares(1, 0, 0.5), 1, 0, 0);
    assertShares(shares(1, 0, 0.6), 0.5 / 0.8, 0.3 / 0.8, 0);
  }

  @Test
  void whatIsNotAllowedNeverComes() {
    Draw draw = new Draw(new GenerationOptions(1, 1, 0, 1, 7));
    for (int i = 0; i < 200; i++) {
      assertEquals(2, draw.one(LOGS, id -> id == 2));
    }
  }
}
