package rawi.nn.optimizers.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static void assertRates(LearningRateSchedule schedule, double... stepAndRate) {
    for (int i = 0; i < stepAndRate.length; i += 2) {
      assertEquals(stepAndRate[i + 1], schedule.at((long) stepAndRate[i]), 1e-12, "step " + i / 2);
    }
  }

  @Test
  @DisplayName("exponential decay, smooth or in stairs")
  void exponential() {
    double half = Math.sqrt(0.5);
    assertRates(new ExponentialDecay(0.4, 10, 0.5, false), 0, 0.4, 5, 0.4 * half, 20, 0.1);
    assertRates(new ExponentialDecay(0.4, 10, 0.5, true), 0, 0.4, 9, 0.4, 10, 0.2, 29, 0.1);
  }

  @Test
  @DisplayName("inverse time decay, smooth or in stairs")
  void inverseTime() {
    assertRates(new InverseTimeDecay(0.4, 10, 2, false), 0, 0.4, 5, 0.2, 10, 0.4 / 3);
    assertRates(new InverseTimeDecay(0.4, 10, 2, true), 9, 0.4, 10, 0.4 / 3);
  }

  @Test
  @DisplayName("stairs change after their boundary")
  void piecewise() {
    assertRates(
        new PiecewiseConstantDecay(List.of(2L, 5L), List.of(1.0, 0.5, 0.1)),
        0,
        1,
        2,
        1,
        3,
        0.5,
        5,
        0.5,
        6,
        0.1,
        1000,
        0.1);
  }

  @Test
  @DisplayName("polynomial decay to its end, or round again")
  void polynomial() {
    assertRates(new PolynomialDecay(1, 10, 0.2, 2, false), 0, 1, 5, 0.4, 10, 0.2, 50, 0.2);
    assertRates(new PolynomialDecay(1, 10, 0, 1, true), 0, 1, 5, 0.5, 10, 0, 15, 0.25, 20, 0);
    assertEquals(new PolynomialDecay(1, 10, 0.0001, 1, false), PolynomialDecay.of(1, 10));
  }

  @Test
  @DisplayName("half a cosine, to a share of the beginning")
  void cosine() {
    assertRates(CosineDecay.of(0.8, 10), 0, 0.8, 5, 0.4, 10, 0, 99, 0);
    assertRates(
        new CosineDecay(0.8, 10, 0.25, java.util.Optional.empty()), 0, 0.8, 5, 0.5, 10, 0.2);
  }

  @Test
  @DisplayName("a warm-up rises in a straight line before the cosine")
  void warmup() {
    assertRates(
        CosineDecay.of(0.1, 10).withWarmup(0.5, 4),
        0,
        0.1,
        1,
        0.2,
        3,
        0.4,
        4,
        0.5,
        9,
        0.25,
        14,
        0,
        20,
        0);
  }

  @Test
  @DisplayName("cosines one after the other, each longer and lower")
  void restarts() {
    assertRates(
        new CosineDecayRestarts(1, 10, 2, 0.5, 0),
        0,
        1,
        5,
        0.5,
        10,
        0.5,
        20,
        0.25,
        30,
        0.25,
        50,
        0.125);
    assertRates(new CosineDecayRestarts(1, 10, 1, 1, 0.2), 5, 0.6, 10, 1, 25, 0.6);
  }

  @Test
  @DisplayName("what cannot be is refused in one line")
  void refusals() {
    assertRefused(
        "ExponentialDecay: expected decaySteps of at least 1, got 0",
        () -> new ExponentialDecay(0.1, 0, 0.5, false));
    assertRefused(
        "CosineDecay: expected initialLearningRate of at least 0, got -1.0",
        () -> CosineDecay.of(-1, 3));
    assertRefused(
        "PiecewiseConstantDecay: expected one value more than boundaries, got 2 and 2",
        () -> new PiecewiseConstantDecay(List.of(1L, 2L), List.of(1.0, 2.0)));
    assertRefused(
        "PiecewiseConstantDecay: expected boundaries of growing steps, got [2, 2]",
        () -> new PiecewiseConstantDecay(List.of(2L, 2L), List.of(1.0, 2.0, 3.0)));
    assertRefused(
        "CosineDecayRestarts: expected tMul of at least 1, got 0.5",
        () -> new CosineDecayRestarts(1, 10, 0.5, 1, 0));
  }

  private static void assertRefused(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
