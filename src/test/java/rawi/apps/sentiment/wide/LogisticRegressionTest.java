package rawi.apps.sentiment.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The solver and what it solves, against J itself written once more. */
class LogisticRegressionTest {
  private static final int WIDTH = 6;

  private final SplittableRandom random = new SplittableRandom(5);

  private SparseRows rows(int count) {
    List<SparseRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] columns = random.ints(0, WIDTH).distinct().limit(3).toArray();
      float[] values = new float[columns.length];
      for (int e = 0; e < values.length; e++) {
        values[e] = (float) random.nextDouble(-1, 2);
      }
      rows.add(new SparseRow(columns, values));
    }
    return SparseRows.of(rows, WIDTH);
  }

  private static double loss(
      Linear at, SparseRows x, int[] classes, double[] counts, double[] spread, double strength) {
    double loss = 0;
    for (int i = 0; i < classes.length; i++) {
      loss -= strength * counts[i] * Math.log(Linear.softmax(at.logits(x, i))[classes[i]]);
    }
    for (int j = 0; j < spread.length; j++) {
      loss += Math.pow(at.weights()[j] / spread[j], 2) / 2;
    }
    return loss;
  }

  @DisplayName("No step away from what is found makes the loss less, for two labels and for three")
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void least(int labels) {
    SparseRows x = rows(40);
    int[] classes = random.ints(40, 0, labels).toArray();
    double[] counts = random.doubles(40, 0.5, 2).toArray();
    double[] spread =
        random.doubles((long) LogisticRegression.columns(labels) * WIDTH, 0.5, 2).toArray();
    Linear found = new LogisticRegression(3).fit(x, classes, counts, labels, spread);
    double least = loss(found, x, classes, counts, spread, 3);
    for (int j = 0; j < spread.length; j++) {
      for (double step : new double[] {-0.05, 0.05}) {
        double[] moved = found.weights().clone();
        moved[j] += step;
        Linear other = new Linear(WIDTH, moved, found.bias());
        assertThat(loss(other, x, classes, counts, spread, 3)).isGreaterThan(least);
      }
    }
    for (int k = 0; k < found.bias().length; k++) {
      double[] moved = found.bias().clone();
      moved[k] += 0.05;
      Linear other = new Linear(WIDTH, found.weights(), moved);
      assertThat(loss(other, x, classes, counts, spread, 3)).isGreaterThanOrEqualTo(least);
    }
  }

  @DisplayName("Without features the bias is the log-odds of the labels")
  @Test
  void bias() {
    SparseRows none = SparseRows.of(List.of(row(), row(), row(), row()), 1);
    int[] classes = {0, 1, 1, 1};
    Linear found =
        new LogisticRegression(1)
            .fit(none, classes, new double[] {1, 1, 1, 1}, 2, new double[] {1});
    assertThat(found.bias()[0]).isCloseTo(Math.log(3), within(1e-2));
  }

  private static SparseRow row() {
    return new SparseRow(new int[0], new float[0]);
  }

  @DisplayName("Columns as rows hold the same elements")
  @Test
  void transposed() {
    SparseRows x = rows(20);
    SparseRows back = x.transposed().transposed();
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < WIDTH; j++) {
        double[] unit = new double[WIDTH];
        unit[j] = 1;
        assertThat(back.dot(i, unit, 0)).isEqualTo(x.dot(i, unit, 0));
      }
    }
  }

  @DisplayName("L-BFGS finds the bottom of a narrow valley")
  @Test
  void valley() {
    double[] x = {3, -2, 5};
    double[] steep = {1, 100, 10_000};
    new Lbfgs(6, 200, 1e-10)
        .minimize(
            (at, gradient) -> {
              double value = 0;
              for (int j = 0; j < at.length; j++) {
                gradient[j] = steep[j] * (at[j] - j);
                value += steep[j] * (at[j] - j) * (at[j] - j) / 2;
              }
              return value;
            },
            x);
    assertThat(x).containsExactly(new double[] {0, 1, 2}, within(1e-6));
  }
}
