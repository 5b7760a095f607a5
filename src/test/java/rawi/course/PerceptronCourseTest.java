package rawi.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.nn.perceptron.Observation;
import rawi.nn.perceptron.Perceptron;
import rawi.nn.perceptron.Trace;
import rawi.nn.perceptron.WidrowHoff;

/** The numbers of the course on one neuron. */
class PerceptronCourseTest {
  /** The exercise's own ten observations are not known; these were made to fit its numbers. */
  private static final List<Observation> TEN =
      List.of(
          Observation.of(1, 1, 1, 0),
          Observation.of(0, 0, 1, 1),
          Observation.of(1, 0, 0, 1),
          Observation.of(0, 1, 1, 1),
          Observation.of(0, 1, 1, 0),
          Observation.of(1, 0, 1, 0),
          Observation.of(0, 0, 0, 0),
          Observation.of(1, 1, 1, 1),
          Observation.of(1, 1, 0, 0),
          Observation.of(0, 1, 0, 0));

  private static List<Observation> table(int... targets) {
    return List.of(
        Observation.of(targets[0], 0, 0),
        Observation.of(targets[1], 0, 1),
        Observation.of(targets[2], 1, 0),
        Observation.of(targets[3], 1, 1));
  }

  @Test
  @DisplayName("OR, eta 1, from w = (1, -1), b = 0: sixteen rows, the last change in the ninth")
  void or() {
    Trace trace = WidrowHoff.of(1).train(Perceptron.of(0, 1, -1), table(0, 1, 1, 1));
    double[][] expected = { // Y, y, then w1, w2 and b after the row
      {0, 1, 1, -1, -1},
      {-2, 0, 1, 0, 0},
      {1, 1, 1, 0, 0},
      {1, 1, 1, 0, 0},
      {0, 1, 1, 0, -1},
      {-1, 0, 1, 1, 0},
      {1, 1, 1, 1, 0},
      {2, 1, 1, 1, 0},
      {0, 1, 1, 1, -1},
      {0, 1, 1, 1, -1},
      {0, 1, 1, 1, -1},
      {1, 1, 1, 1, -1},
      {-1, 0, 1, 1, -1},
      {0, 1, 1, 1, -1},
      {0, 1, 1, 1, -1},
      {1, 1, 1, 1, -1}
    };
    assertEquals(expected.length, trace.rows().size());
    for (int i = 0; i < expected.length; i++) {
      Trace.Row row = trace.rows().get(i);
      Perceptron after = row.after();
      assertThat(
              new double[] {
                row.sum(),
                row.output(),
                after.weights().get(0),
                after.weights().get(1),
                after.bias()
              })
          .as("row %d", i + 1)
          .containsExactly(expected[i]);
    }
    assertEquals(9, trace.lastChange());
    assertEquals(4, trace.epochs());
    assertTrue(trace.settled());
    assertEquals(1, trace.end().accuracy(table(0, 1, 1, 1)));
  }

  @Test
  @DisplayName("20 features: 21 parameters")
  void parameters() {
    assertEquals(21, Perceptron.zero(20).parameters());
  }

  @Test
  @DisplayName(
      "ten observations, b = -0.3, w = (0.2, 0.4, -0.1): iteration 21 has Y = 0.3, changes nothing;"
          + " accuracy 0.5")
  void tenObservations() {
    Trace trace = new WidrowHoff(0.1, 3).train(Perceptron.of(-0.4, 0.5, 0.4, -0.3), TEN);
    assertPerceptron(-0.3, new double[] {0.2, 0.4, -0.1}, trace.rows().get(19).after());
    Trace.Row row = trace.rows().get(20);
    assertEquals(21, row.number());
    assertEquals(3, row.epoch());
    assertEquals(0.3, row.sum(), 1e-12);
    assertFalse(row.changed());
    assertEquals(0.5, row.after().accuracy(TEN));
  }

  private static void assertPerceptron(double bias, double[] weights, Perceptron got) {
    assertEquals(bias, got.bias(), 1e-12);
    for (int i = 0; i < weights.length; i++) {
      assertEquals(weights[i], got.weights().get(i), 1e-12);
    }
  }

  @Test
  @DisplayName(
      "an output below the target raises the weights of positive features, one above lowers")
  void outputBelowTheTargetRaises() {
    WidrowHoff rule = new WidrowHoff(0.5, 1);
    Perceptron low = Perceptron.of(-10, 1, 1);
    assertEquals(
        Perceptron.of(-9.5, 1.5, 1), rule.train(low, List.of(Observation.of(1, 1, 0))).end());
    Perceptron high = Perceptron.of(10, 1, 1);
    assertEquals(
        Perceptron.of(9.5, 0.5, 1), rule.train(high, List.of(Observation.of(0, 1, 0))).end());
  }

  @Test
  @DisplayName("AND settles too; XOR never does, and at most three of its four come out right")
  void andButNotXor() {
    assertTrue(WidrowHoff.of(1).train(Perceptron.of(0, 1, -1), table(0, 0, 0, 1)).settled());
    Trace xor = WidrowHoff.of(1).train(Perceptron.of(0, 1, -1), table(0, 1, 1, 0));
    assertFalse(xor.settled());
    assertEquals(100, xor.epochs());
    for (Trace.Row row : xor.rows()) {
      assertTrue(row.after().accuracy(table(0, 1, 1, 0)) <= 0.75);
    }
  }
}
