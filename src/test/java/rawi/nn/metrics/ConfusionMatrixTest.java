package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static ConfusionMatrix matrix(List<String> labels, int[][] counts) {
    var matrix = new ConfusionMatrix(labels);
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        for (int i = 0; i < counts[t][p]; i++) {
          matrix.add(t, p);
        }
      }
    }
    return matrix;
  }

  @Test
  @DisplayName(
      "'nobody is ill' on 100 patients with 10 ill is 90 % right and finds none of the ill")
  void nobodyIsIll() {
    var matrix = matrix(List.of("healthy", "ill"), new int[][] {{90, 0}, {10, 0}});
    assertThat(matrix.accuracy()).isEqualTo(0.9);
    assertThat(matrix.recall(1)).isZero();
    assertThat(matrix.precision(1)).isZero();
    assertThat(matrix.f1(1)).isZero();
    assertThat(matrix.recall(0)).isEqualTo(1);
    assertThat(matrix.precision(0)).isEqualTo(0.9);
    assertThat(matrix.f1(0)).isEqualTo(18.0 / 19, within(1e-15));
    assertThat(matrix.macroF1()).isEqualTo(9.0 / 19, within(1e-15));
    assertThat(matrix.weightedF1()).isEqualTo(0.9 * 18 / 19, within(1e-15));
  }

  @Test
  @DisplayName("three classes worked by hand: rows are the truth, columns the prediction")
  void threeClasses() {
    var matrix =
        matrix(List.of("neg", "neu", "pos"), new int[][] {{5, 1, 0}, {2, 3, 1}, {0, 2, 6}});
    assertThat(matrix.rows()).isEqualTo(20);
    assertThat(matrix.accuracy()).isEqualTo(14.0 / 20);
    assertThat(matrix.support(2)).isEqualTo(8);
    assertThat(matrix.precision(0)).isEqualTo(5.0 / 7);
    assertThat(matrix.recall(0)).isEqualTo(5.0 / 6);
    assertThat(matrix.f1(0)).isEqualTo(10.0 / 13);
    assertThat(matrix.f1(1)).isEqualTo(6.0 / 12);
    assertThat(matrix.f1(2)).isEqualTo(12.0 / 15);
    assertThat(matrix.macroF1()).isEqualTo((10.0 / 13 + 0.5 + 0.8) / 3, within(1e-15));
    assertThat(matrix.weightedF1())
        .isEqualTo((6 * 10.0 / 13 + 6 * 0.5 + 8 * 0.8) / 20, within(1e-15));
  }

  @Test
  @DisplayName("a label that neither occurs nor is predicted stays out of the macro mean")
  void unusedLabel() {
    var matrix = matrix(List.of("a", "b", "unused"), new int[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 0}});
    assertThat(matrix.f1(2)).isZero();
    assertThat(matrix.macroF1()).isEqualTo((6.0 / 7 + 8.0 / 9) / 2, within(1e-15));
  }

  @Test
  @DisplayName("a label predicted where it never occurs counts 0 in the macro mean")
  void inventedLabel() {
    var matrix = matrix(List.of("a", "b"), new int[][] {{3, 1}, {0, 0}});
    assertThat(matrix.macroF1()).isEqualTo(6.0 / 7 / 2, within(1e-15));
  }

  @Test
  @DisplayName("an empty matrix scores 0 everywhere")
  void empty() {
    var matrix = new ConfusionMatrix(List.of("a", "b"));
    assertThat(matrix.accuracy()).isZero();
    assertThat(matrix.macroF1()).isZero();
    assertThat(matrix.weightedF1()).isZero();
  }

  @Test
  @DisplayName("an id outside of the labels is refused with the labels there are")
  void unknownId() {
    var matrix = new ConfusionMatrix(List.of("a", "b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix.add(0, 2))
        .withMessage("the predicted class is 2, expected 0 to 1 for the labels [a, b]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix.add(-1, 0))
        .withMessageContaining("the true class is -1");
    assertThat(matrix.rows()).isZero();
  }

  @Test
  @DisplayName("changing the counts handed out changes nothing inside")
  void countsAreACopy() {
    var matrix = matrix(List.of("a", "b"), new int[][] {{1, 2}, {3, 4}});
    matrix.counts()[0][0] = 99;
    assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{1, 2}, {3, 4}});
  }

  @RepeatedTest(20)
  @DisplayName("whatever the counts: scores lie in 0..1, and weighted recall is the accuracy")
  void properties(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    int classes = 1 + random.nextInt(6);
    var matrix =
        new ConfusionMatrix(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    int rows = random.nextInt(200);
    for (int i = 0; i < rows; i++) {
      matrix.add(random.nextInt(classes), random.nextInt(classes));
    }
    double weightedRecall = 0;
    for (int c = 0; c < classes; c++) {
      double p = matrix.precision(c);
      double r = matrix.recall(c);
      double harmonic = p + r > 0 ? 2 * p * r / (p + r) : 0;
      assertThat(matrix.f1(c)).isEqualTo(harmonic, within(1e-12)).isBetween(0.0, 1.0);
      weightedRecall += r * matrix.support(c) / Math.max(rows, 1);
    }
    assertThat(matrix.rows()).isEqualTo(rows);
    assertThat(matrix.accuracy()).isEqualTo(weightedRecall, within(1e-12)).isBetween(0.0, 1.0);
    assertThat(matrix.macroF1()).isBetween(0.0, 1.0);
    assertThat(matrix.weightedF1()).isBetween(0.0, 1.0);
  }
}
