package rawi.nn.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.Activations;

class WidrowHoffTest {
  @Test
  @DisplayName("whatever plane parts the classes, an epoch without change comes and all are right")
  void settles() {
    for (int seed = 0; seed < 20; seed++) {
      List<Observation> data = parted(new SplittableRandom(seed), 40, 3);
      Trace trace = new WidrowHoff(0.5, 10_000).train(Perceptron.zero(3), data);
      assertTrue(trace.settled());
      assertEquals(1, trace.end().accuracy(data));
      assertEquals(trace.epochs() * data.size(), trace.rows().size());
      assertTrue(trace.lastChange() <= (trace.epochs() - 1) * data.size());
    }
  }

  /** Points at least 0.1 away from a plane. */
  private static List<Observation> parted(SplittableRandom random, int rows, int features) {
    double[] plane = random.doubles(features, -1, 1).toArray();
    List<Observation> data = new ArrayList<>();
    while (data.size() < rows) {
      double[] x = random.doubles(features, -1, 1).toArray();
      double sum = 0.1;
      for (int i = 0; i < features; i++) {
        sum += plane[i] * x[i];
      }
      if (Math.abs(sum) > 0.1) {
        data.add(Observation.of(sum > 0 ? 1 : 0, x));
      }
    }
    return data;
  }

  @Test
  @DisplayName("its step is the activation of that name, at 0 too")
  void heaviside() {
    for (double sum : new double[] {-1, -1e-9, 0, 1e-9, 1}) {
      assertEquals(
          Activations.HEAVISIDE.apply(Nd4j.createFromArray(sum)).getDouble(0),
          Perceptron.of(sum, 1).output(List.of(0.0)));
    }
  }

  @Test
  @DisplayName("the trace as a table: the start, a line a row, a star where weights changed")
  void table() {
    Trace trace =
        new WidrowHoff(0.1, 1)
            .train(
                Perceptron.of(-0.3, 0.2),
                List.of(Observation.of(1, 1), Observation.of(1, 2), Observation.of(0, 0)));
    assertThat(trace.table())
        .containsExactly(
            "  row  epoch  x1  d     Y  y   w1     b",
            "start                         0.2  -0.3",
            "    1      1   1  1  -0.1  0  0.3  -0.2  *",
            "    2      1   2  1   0.4  1  0.3  -0.2",
            "    3      1   0  0  -0.2  0  0.3  -0.2");
    assertFalse(trace.settled());
  }

  @Test
  @DisplayName("bad input is refused in one line")
  void refusals() {
    assertRefused(
        "perceptron: expected 2 features, got 1: [1.0]",
        () -> WidrowHoff.of(1).train(Perceptron.zero(2), List.of(Observation.of(1, 1))));
    assertRefused(
        "Widrow-Hoff: expected at least 1 observation, got none",
        () -> WidrowHoff.of(1).train(Perceptron.zero(2), List.of()));
    assertRefused("Widrow-Hoff: expected a learning rate above 0, got 0.0", () -> WidrowHoff.of(0));
    assertRefused("Widrow-Hoff: expected at least 1 epoch, got 0", () -> new WidrowHoff(1, 0));
    assertRefused(
        "observation [3.0]: expected a target of 0 or 1, got 2", () -> Observation.of(2, 3));
    assertRefused(
        "observation [NaN]: expected numbers, got NaN", () -> Observation.of(1, Double.NaN));
    assertRefused("perceptron: expected at least 1 weight, got none", () -> Perceptron.zero(0));
  }

  private static void assertRefused(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
