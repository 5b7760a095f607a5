package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RankingMetricsTest {
  @Test
  @DisplayName("the area under the curve is the chance that a right pair is in order, ties half")
  void areaIsAChance() {
    SplittableRandom random = new SplittableRandom(3);
    double[] scores = new double[60];
    boolean[] ofClass = new boolean[60];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(12); // many ties
      ofClass[i] = random.nextBoolean();
    }
    double inOrder = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (ofClass[i] && !ofClass[j]) {
          pairs++;
          inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(RocCurve.of(scores, ofClass).area().getAsDouble())
        .isEqualTo(inOrder / pairs, within(1e-12));
  }

  @Test
  @DisplayName("a curve goes from (0, 0) to (1, 1) and never back")
  void curveRises() {
    RocCurve curve =
        RocCurve.of(new double[] {0.9, 0.4, 0.4, 0.1}, new boolean[] {true, true, false, false});
    assertThat(curve.points())
        .containsExactly(
            new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0),
            new RocCurve.Point(0.9, 0, 0.5),
            new RocCurve.Point(0.4, 0.5, 1),
            new RocCurve.Point(0.1, 1, 1));
    assertThat(curve.area().getAsDouble()).isEqualTo(0.875);
  }

  @Test
  @DisplayName("without rows of the class, or without others, there is no area")
  void noArea() {
    assertThat(RocCurve.of(new double[] {1, 2}, new boolean[] {true, true}).area()).isEmpty();
    assertThat(RocCurve.of(new double[] {1, 2}, new boolean[] {false, false}).area()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.of(new double[] {1, Double.NaN}, new boolean[2]))
        .withMessage("ROC curve: the score of row 1 is NaN, expected a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.of(new double[] {1}, new boolean[2]))
        .withMessage("ROC curve: expected as many scores as rows, got 1 for 2");
  }

  @Test
  @DisplayName("top 1 is accuracy, also where scores are equal; top of all classes is 1")
  void topK() {
    double[][] scores = {{0.4, 0.4, 0.2}, {0.4, 0.4, 0.2}, {0.1, 0.2, 0.7}, {0.3, 0.3, 0.4}};
    int[] labels = {0, 1, 1, 1};
    SparseTopKCategoricalAccuracy top1 = new SparseTopKCategoricalAccuracy(1);
    SparseCategoricalAccuracy accuracy = new SparseCategoricalAccuracy();
    SparseTopKCategoricalAccuracy top2 = new SparseTopKCategoricalAccuracy(2);
    SparseTopKCategoricalAccuracy top3 = new SparseTopKCategoricalAccuracy(3);
    for (ClassificationMetric metric : List.of(top1, accuracy, top2, top3)) {
      metric.update(scores, labels);
    }
    assertThat(top1.result()).isEqualTo(0.25).isEqualTo(accuracy.result());
    assertThat(top2.result()).isEqualTo(0.75); // of two equal second ones the first is taken
    assertThat(top3.result()).isEqualTo(1);
    assertThat(top2.name()).isEqualTo("top_2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseTopKCategoricalAccuracy(0))
        .withMessage("top k: expected a k of at least 1, got 0");
  }

  @Test
  @DisplayName("an output of one value is judged as two classes, as probability and as logit")
  void oneValue() {
    INDArray truth = Nd4j.createFromArray(new float[][] {{1}, {0}, {1}, {1}});
    INDArray logits = Nd4j.createFromArray(new float[][] {{2}, {-1}, {-0.5f}, {0.1f}});
    INDArray probabilities = Nd4j.createFromArray(new float[][] {{.9f}, {.2f}, {.4f}, {.6f}});
    OutputMetric fromLogits = TwoClasses.ofLogits(ConfusionScore.recallOf(1));
    OutputMetric fromProbabilities = TwoClasses.ofProbabilities(ConfusionScore.recallOf(1));
    fromLogits.update(logits, truth, Optional.empty());
    fromProbabilities.update(probabilities, truth, Optional.empty());
    assertThat(fromLogits.result()).isEqualTo(2 / 3.0, within(1e-12));
    assertThat(fromProbabilities.result()).isEqualTo(2 / 3.0, within(1e-12));
    assertThat(fromLogits.name()).isEqualTo("recall_1");
    fromLogits.reset();
    assertThat(fromLogits.result()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fromLogits.update(Nd4j.zeros(2, 2), Nd4j.zeros(2, 1), Optional.empty()))
        .withMessage("recall_1: expected outputs of one value, got (2, 2); leave TwoClasses out");
  }

  @Test
  @DisplayName("one-hot targets are judged by where they are highest")
  void oneHot() {
    INDArray scores = Nd4j.createFromArray(new float[][] {{1, 3, 2}, {5, 0, 1}, {0, 0, 2}});
    INDArray targets = Nd4j.createFromArray(new float[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 1}});
    OutputMetric metric = new OneHotTargets(ConfusionScore.recallOf(2));
    metric.update(scores, targets, Optional.empty());
    assertThat(metric.result()).isEqualTo(0.5);
    assertThat(metric.name()).isEqualTo("recall_2");
    metric.reset();
    assertThat(metric.result()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.update(scores, Nd4j.zeros(3, 2), Optional.empty()))
        .withMessage("recall_2: expected targets shaped as the predictions (3, 3), got (3, 2)");
  }

  @Test
  @DisplayName("masked steps do not count in R2, and it does not depend on the batches")
  void r2() {
    INDArray y = Nd4j.createFromArray(new double[][] {{1}, {2}, {99}, {4}}).reshape(2, 2, 1);
    INDArray t = Nd4j.createFromArray(new double[][] {{1}, {3}, {0}, {5}}).reshape(2, 2, 1);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1}, {0, 1}});
    R2Score r2 = new R2Score();
    r2.update(y, t, Optional.of(mask));
    assertThat(r2.result()).isEqualTo(1 - 2 / 8.0, within(1e-12));
    r2.reset();
    assertThat(r2.result()).isZero();
    r2.update(
        Nd4j.createFromArray(new double[][] {{1}}), t.reshape(4, 1).getRows(0), Optional.empty());
    r2.update(
        Nd4j.createFromArray(new double[][] {{2}, {4}}),
        t.reshape(4, 1).getRows(1, 3),
        Optional.empty());
    assertThat(r2.result()).isEqualTo(1 - 2 / 8.0, within(1e-12));
  }

  @Test
  @DisplayName("what is 0/0 is 0, and the report says so")
  void zeroDivision() {
    double[][] all = {{1, 0, 0}, {1, 0, 0}};
    var report = ClassificationReport.of(List.of("a", "b", "c"), all, new int[] {0, 1});
    assertThat(report.perClass().get(1).precision()).isZero();
    assertThat(report.notes())
        .containsExactly(
            "'b': never predicted: its precision is 0/0, counted as 0",
            "'c': no such rows, never predicted: its scores are 0/0, counted as 0, not in macro"
                + " means");
    assertThat(report.toText()).contains(report.notes().get(0) + "\n");
    var one = ClassificationReport.of(List.of("a", "b"), new double[][] {{0, 1}}, new int[] {0});
    assertThat(one.notes())
        .containsExactly(
            "'a': never predicted: its precision is 0/0, counted as 0",
            "'a': no other rows: its specificity is 0/0, counted as 0",
            "'b': no such rows: its recall is 0/0, counted as 0");
    assertThat(one.perClass().get(0).rocAuc()).isEmpty();
  }
}
