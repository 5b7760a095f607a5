package rawi.apps.sentiment.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several classifiers put together, of texts whose truth is known. */
class StackingTest {
  private static final int TEXTS = 4000;

  private final SplittableRandom random = new SplittableRandom(5);
  private final List<double[][]> logits = new ArrayList<>();
  private final int[] classes = new int[TEXTS];

  /** One classifier is twice too sure and leans to one label, the other says nothing. */
  StackingTest() {
    for (int i = 0; i < TEXTS; i++) {
      double z = random.nextDouble(-3, 3);
      double p = 1 / (1 + Math.exp(-(z + 1)));
      classes[i] = random.nextDouble() < p ? 1 : 0;
      logits.add(new double[][] {{0, 2 * z}, {0, random.nextDouble(-3, 3)}});
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @DisplayName(
      "Who is too sure is believed less, who says nothing not at all, and leaning is undone")
  @Test
  void found() {
    Stacking found = Stacking.fit(logits, classes, ones(TEXTS), ones(2), 0);
    assertThat(found.factors()[0]).isCloseTo(0.5, within(0.05));
    assertThat(found.factors()[1]).isCloseTo(0, within(0.05));
    assertThat(found.bias()[1] - found.bias()[0]).isCloseTo(1, within(0.15));
  }

  @DisplayName("Who is wrong more often than right is not believed, nor is the opposite")
  @Test
  void notNegative() {
    List<double[][]> opposed =
        logits.stream().map(z -> new double[][] {z[1], {0, -z[0][1]}}).toList();
    Stacking found = Stacking.fit(opposed, classes, ones(TEXTS), ones(2), 0);
    assertThat(found.factors()).containsExactly(new double[] {0, 0}, within(0.05));
    assertThat(found.factors()[1]).isNotNegative().isLessThan(1e-3);
  }

  @DisplayName("A few texts leave the factors near where they began, many do not")
  @Test
  void pulled() {
    double[] start = {1, 1};
    double few =
        Stacking.fit(logits.subList(0, 4), new int[] {1, 0, 1, 0}, ones(4), start, 1e4)
            .factors()[1];
    assertThat(few).isCloseTo(1, within(0.01));
    double many = Stacking.fit(logits, classes, ones(TEXTS), start, 10).factors()[1];
    assertThat(many).isCloseTo(0, within(0.1));
  }

  @DisplayName("A set that is all right has finite factors")
  @Test
  void allRight() {
    List<double[][]> right = List.of(new double[][] {{0, 5}}, new double[][] {{5, 0}});
    Stacking found = Stacking.fit(right, new int[] {1, 0}, ones(2), ones(1), 1);
    assertThat(found.factors()[0]).isFinite().isPositive();
  }

  @DisplayName("The one classifier that several are answers as they do together")
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void joined(int labels) {
    int columns = LogisticRegression.columns(labels);
    List<Linear> several = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      several.add(
          new Linear(
              5,
              random.doubles(5L * columns, -1, 1).toArray(),
              random.doubles(columns, -1, 1).toArray()));
    }
    Stacking stacking =
        new Stacking(new double[] {0.5, -2, 3}, random.doubles(labels, -1, 1).toArray());
    SparseRows x =
        SparseRows.of(List.of(new SparseRow(new int[] {1, 4}, new float[] {0.5f, 2})), 5);
    double[] apart =
        stacking.apply(several.stream().map(c -> c.logits(x, 0)).toArray(double[][]::new));
    double[] together = stacking.joined(several).logits(x, 0);
    for (int k = 1; k < labels; k++) {
      assertThat(together[k] - together[0]).isCloseTo(apart[k] - apart[0], within(1e-9));
    }
  }
}
