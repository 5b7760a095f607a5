package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RunningMetricsTest {
  @Test
  @DisplayName("accuracy runs over batches of different size and starts anew after reset")
  void accuracy() {
    var accuracy = new SparseCategoricalAccuracy();
    assertThat(accuracy.name()).isEqualTo("accuracy");
    assertThat(accuracy.result()).isZero();
    accuracy.update(new double[][] {{-1, 2}, {3, 1}, {0, 1}}, new int[] {1, 0, 0});
    accuracy.update(new float[][] {{0.2f, 0.5f, 0.3f}}, new int[] {1});
    assertThat(accuracy.result()).isEqualTo(0.75);
    accuracy.reset();
    assertThat(accuracy.result()).isZero();
    accuracy.update(new double[][] {{1, 0}}, new int[] {0});
    assertThat(accuracy.result()).isEqualTo(1);
  }

  @Test
  @DisplayName("of equal scores the first class is the prediction; minus infinity is a score")
  void ties() {
    var accuracy = new SparseCategoricalAccuracy();
    accuracy.update(new double[][] {{1, 1}, {1, 1}}, new int[] {0, 1});
    assertThat(accuracy.result()).isEqualTo(0.5);
    accuracy.reset();
    accuracy.update(new double[][] {{Double.NEGATIVE_INFINITY, -5}}, new int[] {1});
    assertThat(accuracy.result()).isEqualTo(1);
  }

  @Test
  @DisplayName("a refused batch leaves the accuracy as it was")
  void refusedBatch() {
    var accuracy = new SparseCategoricalAccuracy();
    accuracy.update(new double[][] {{1, 0}}, new int[] {0});
    double[][] broken = {{1, 0}, {Double.NaN, 0}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accuracy.update(broken, new int[] {1, 0}))
        .withMessage("row 1: the score of class 0 is NaN, expected a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accuracy.update(broken, new int[] {1}))
        .withMessage("expected as many labels as rows of scores, got 1 labels for 2 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accuracy.update(new double[][] {{0.7}}, new int[] {0}))
        .withMessage("row 0 has 1 scores, expected one a class, two or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accuracy.update(new double[][] {{1, 0}, {1, 0, 0}}, new int[] {0, 0}))
        .withMessage("row 1 has 3 scores, expected 2 as in row 0");
    assertThat(accuracy.result()).isEqualTo(1);
  }

  @Test
  @DisplayName("arrays that are no scores of classes are refused")
  void misfits() {
    var accuracy = new SparseCategoricalAccuracy();
    INDArray two = Nd4j.createFromArray(new float[][] {{0, 1}, {1, 0}});
    accuracy.update(two, Nd4j.createFromArray(1, 1), Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                accuracy.update(
                    Nd4j.createFromArray(new float[][] {{0.7f}, {0.2f}}),
                    Nd4j.createFromArray(1, 0),
                    Optional.empty()))
        .withMessageContaining("2 classes or more, got predictions of shape (2, 1)")
        .withMessageContaining("BinaryAccuracy");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accuracy.update(two, Nd4j.createFromArray(0, -3), Optional.empty()))
        .withMessage("SparseCategoricalAccuracy: expected classes from 0 to 1, got -3");
    accuracy.update(two, Nd4j.createFromArray(1, -3), Optional.of(Nd4j.createFromArray(1f, 0f)));
    assertThat(accuracy.result()).isEqualTo(2.0 / 3);
  }

  @Test
  @DisplayName("the mean weighs a batch by its rows")
  void mean() {
    var loss = new Mean("loss");
    assertThat(loss.result()).isZero();
    loss.update(0.5, 32);
    loss.update(2.0, 8);
    assertThat(loss.result()).isEqualTo(0.8, within(1e-15));
    loss.update(100, 0);
    assertThat(loss.result()).isEqualTo(0.8, within(1e-15));
    loss.reset();
    loss.update(3);
    loss.update(4);
    assertThat(loss.result()).isEqualTo(3.5);
    assertThat(loss.name()).isEqualTo("loss");
  }

  @Test
  @DisplayName("a NaN loss is not hidden by the mean, a NaN weight is refused")
  void meanOfNaN() {
    var loss = new Mean("loss");
    loss.update(1);
    loss.update(Double.NaN, 3);
    assertThat(loss.result()).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.update(1, Double.NaN))
        .withMessage("loss: expected a weight of 0 or more, got NaN");
  }
}
