package rawi.nn.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OutputMetricsTest {
  private static final INDArray SCORES =
      Nd4j.createFromArray(new float[][] {{.9f, .1f}, {.2f, .8f}, {.3f, .7f}, {.6f, .4f}});

  private static double result(OutputMetric metric, INDArray predictions, INDArray targets) {
    metric.update(predictions, targets, Optional.empty());
    return metric.result();
  }

  @Test
  @DisplayName("accuracy of class numbers counts over batches and forgets when reset")
  void sparse() {
    SparseCategoricalAccuracy accuracy = new SparseCategoricalAccuracy();
    assertEquals(0.75, result(accuracy, SCORES, Nd4j.createFromArray(0, 1, 0, 0)));
    assertEquals(0.5, result(accuracy, SCORES, Nd4j.createFromArray(1, 1, 0, 1)));
    accuracy.reset();
    assertEquals(1, result(accuracy, SCORES, Nd4j.createFromArray(0, 1, 1, 0)));
  }

  @Test
  @DisplayName("one-hot targets, and the side of a threshold")
  void oneHotAndBinary() {
    INDArray oneHot = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}, {0, 1}, {1, 0}});
    assertEquals(0.75, result(new CategoricalAccuracy(), SCORES, oneHot));
    INDArray column = Nd4j.createFromArray(new float[][] {{0.4f}, {-0.2f}, {0.7f}});
    INDArray truth = Nd4j.createFromArray(new float[][] {{1}, {0}, {1}});
    assertEquals(1, result(BinaryAccuracy.ofLogits(), column, truth));
    assertEquals(2 / 3.0, result(BinaryAccuracy.ofProbabilities(), column, truth), 1e-12);
  }

  @Test
  @DisplayName("mean errors over all elements")
  void errors() {
    INDArray y = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
    INDArray t = Nd4j.createFromArray(new float[][] {{1, 4}, {0, 4}});
    assertEquals(5 / 4.0, result(MeanError.absolute(), y, t));
    assertEquals(13 / 4.0, result(MeanError.squared(), y, t));
    assertEquals(Math.sqrt(13 / 4.0), result(MeanError.rootSquared(), y, t));
  }

  @Test
  @DisplayName("masked steps do not count, in any of them")
  void masks() {
    INDArray steps = SCORES.reshape(2, 2, 2);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 1}});
    INDArray classes = Nd4j.createFromArray(new int[][] {{0, 0}, {0, 0}});
    SparseCategoricalAccuracy accuracy = new SparseCategoricalAccuracy();
    accuracy.update(steps, classes, Optional.of(mask));
    assertEquals(2 / 3.0, accuracy.result(), 1e-12);
    ClassificationMetric plain = new Counting();
    plain.update(steps, classes, Optional.of(mask));
    assertEquals(3, plain.result());
    MeanError error = MeanError.absolute();
    error.update(steps, Nd4j.zeros(2, 2, 2), Optional.of(mask));
    assertEquals(0.5, error.result(), 1e-7);
    BinaryAccuracy binary = BinaryAccuracy.ofProbabilities();
    binary.update(steps, Nd4j.zeros(2, 2, 2), Optional.of(mask));
    assertEquals(0.5, binary.result());
    CategoricalAccuracy categorical = new CategoricalAccuracy();
    categorical.update(steps, steps, Optional.of(mask.mul(0)));
    assertEquals(0, categorical.result());
  }

  /** Counts the rows it is given. */
  private static final class Counting implements ClassificationMetric {
    private int rows;

    @Override
    public String name() {
      return "rows";
    }

    @Override
    public void update(double[][] scores, int[] labels) {
      rows += labels.length;
    }

    @Override
    public double result() {
      return rows;
    }

    @Override
    public void reset() {
      rows = 0;
    }
  }

  @Test
  @DisplayName("targets that do not fit are refused in one line")
  void refusals() {
    assertEquals(
        "mean_absolute_error: expected targets shaped as the predictions (4, 2), got (4)",
        assertThrows(
                IllegalArgumentException.class,
                () -> result(MeanError.absolute(), SCORES, Nd4j.zeros(4)))
            .getMessage());
    assertEquals(
        "SparseCategoricalAccuracy: expected one class for each of 4 entries, got targets of shape"
            + " (3)",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    result(new SparseCategoricalAccuracy(), SCORES, Nd4j.createFromArray(0, 1, 1)))
            .getMessage());
  }
}
