package rawi.nn.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.backend.Nd4jKernels;

@DisplayName("What does not fit a loss is refused in one line that says where and what to use")
class LossRefusalTest {
  private static final INDArray LOGITS = GradientCheck.random(1, 4, 3).mul(4);
  private static final Loss SPARSE = new SparseCategoricalCrossentropy();

  private static String refused(Loss loss, INDArray p, INDArray targets, Weighting weighting) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> loss.of(p, targets, weighting, new Nd4jKernels()))
            .getMessage());
  }

  private static String refused(Loss loss, INDArray p, INDArray targets) {
    return refused(loss, p, targets, Weighting.none());
  }

  @Test
  @DisplayName("a class that does not exist names the row, or the step")
  void classes() {
    assertEquals(
        "SparseCategoricalCrossentropy: row 1: expected a class from 0 to 2, got 3",
        refused(SPARSE, LOGITS, Nd4j.createFromArray(0, 3, 0, 0)));
    assertEquals(
        "SparseCategoricalCrossentropy: row 0: expected a class from 0 to 2, got -1",
        refused(SPARSE, LOGITS, Nd4j.createFromArray(-1, 3, 0, 0)));
    assertEquals(
        "SparseCategoricalCrossentropy: row 2: expected a class from 0 to 2, got 0.5",
        refused(SPARSE, LOGITS, Nd4j.createFromArray(0, 1, 0.5, 0)));
    assertEquals(
        "SparseCategoricalCrossentropy: row 1, step 0: expected a class from 0 to 2, got 7",
        refused(
            SPARSE, LOGITS.reshape(2, 2, 3), Nd4j.createFromArray(new int[][] {{0, 1}, {7, 0}})));
    assertEquals(
        "SparseCategoricalCrossentropy: expected one class for each of 4 rows, got 2",
        refused(SPARSE, LOGITS, Nd4j.createFromArray(0, 1)));
  }

  @Test
  @DisplayName("a loss that does not fit the output says which would")
  void otherLoss() {
    INDArray one = GradientCheck.random(1, 4, 1);
    assertEquals(
        "SparseCategoricalCrossentropy: expected predictions for 2 classes or more, got (4, 1); "
            + "for one output use BinaryCrossentropy",
        refused(SPARSE, one, Nd4j.createFromArray(0, 1, 0, 1)));
    assertEquals(
        "CategoricalCrossentropy: expected predictions for 2 classes or more, got (4, 1); "
            + "for one output use BinaryCrossentropy",
        refused(CategoricalCrossentropy.ofLogits(), one, one));
    assertEquals(
        "SparseCategoricalCrossentropy: expected one class for each of 4 rows, got 12; "
            + "for one-hot targets use CategoricalCrossentropy",
        refused(SPARSE, LOGITS, LOGITS));
    assertEquals(
        "CategoricalCrossentropy: expected targets shaped as the predictions (4, 3), got (4); "
            + "for class numbers use SparseCategoricalCrossentropy",
        refused(CategoricalCrossentropy.ofLogits(), LOGITS, Nd4j.createFromArray(0, 1, 2, 0)));
    assertEquals(
        "MeanSquaredError: expected targets shaped as the predictions (4, 3), got (3, 4)",
        refused(new MeanSquaredError(), LOGITS, GradientCheck.random(1, 3, 4)));
    assertEquals(
        "CategoricalHinge: expected targets shaped as the predictions (4, 3), got (4); "
            + "make them one-hot (CategoryEncoding)",
        refused(new CategoricalHinge(), LOGITS, Nd4j.createFromArray(0, 1, 2, 0)));
  }

  @Test
  @DisplayName("class numbers are spoken of only where the targets may be some")
  void columns() {
    String shaped = ": expected targets shaped as the predictions (4, 3), got ";
    INDArray numbers = GradientCheck.random(2, 4, 1);
    INDArray classes = Nd4j.createFromArray(0, 1, 2, 0);
    for (Loss loss :
        List.of(
            new MeanSquaredError(),
            new Huber(1),
            new Hinge(),
            new KLDivergence(),
            new BinaryCrossentropy())) {
      String name = loss.getClass().getSimpleName();
      assertEquals(
          name + shaped + "(4, 1); the targets have 1 column, the output 3: Dense(1)?",
          refused(loss, LOGITS, numbers));
      assertEquals(
          name + shaped + "(4); for class numbers use SparseCategoricalCrossentropy",
          refused(loss, LOGITS, classes));
      assertEquals(
          name + shaped + "(4, 2); the targets have 2 columns, the output 3: Dense(2)?",
          refused(loss, LOGITS, GradientCheck.random(2, 4, 2)));
    }
    assertEquals(
        "MeanSquaredError" + shaped + "(4, 1); the targets have 1 column, the output 3: Dense(1)?",
        refused(new MeanSquaredError(), LOGITS, classes.reshape(4, 1)));
    assertEquals(
        "CategoricalCrossentropy"
            + shaped
            + "(4, 1); for class numbers use SparseCategoricalCrossentropy",
        refused(CategoricalCrossentropy.ofLogits(), LOGITS, classes.reshape(4, 1)));
  }

  @Test
  @DisplayName("logits where probabilities are expected name the form that takes them")
  void logits() {
    INDArray z = Nd4j.createFromArray(new double[][] {{0.5, 0.5}, {-1.5, 2}});
    INDArray y = Nd4j.createFromArray(new double[][] {{0, 1}, {0, 1}});
    assertEquals(
        "CategoricalCrossentropy: row 1: expected probabilities that sum to 1, got [-1.5, 2.0]; "
            + "use CategoricalCrossentropy.ofLogits, or end the model with a softmax",
        refused(CategoricalCrossentropy.ofProbabilities(), z, y));
    assertEquals(
        "SparseCategoricalCrossentropy: row 1: expected probabilities that sum to 1, got [-1.5, "
            + "2.0]; use SparseCategoricalCrossentropy.ofLogits, or end the model with a softmax",
        refused(SparseCategoricalCrossentropy.ofProbabilities(), z, Nd4j.createFromArray(0, 1)));
    assertEquals(
        "BinaryCrossentropy: row 1: expected probabilities from 0 to 1, got -1.5; use "
            + "BinaryCrossentropy.ofLogits, or end the model with a sigmoid",
        refused(BinaryCrossentropy.ofProbabilities(), z, y));
    assertEquals(
        "KLDivergence: row 1: expected probabilities from 0 to 1, got -1.5; end the model with a "
            + "softmax",
        refused(new KLDivergence(), z, y));
  }

  @Test
  @DisplayName("targets out of range name the row")
  void targets() {
    INDArray p = Nd4j.createFromArray(new double[][] {{0.5, 0.5}, {0.2, 0.8}});
    INDArray large = Nd4j.createFromArray(new double[][] {{0, 1}, {0, 1.5}});
    assertEquals(
        "BinaryCrossentropy: row 1: expected a target from 0 to 1, got 1.5",
        refused(BinaryCrossentropy.ofLogits(), p, large));
    assertEquals(
        "CategoricalCrossentropy: row 1: expected a target from 0 to 1, got 1.5",
        refused(CategoricalCrossentropy.ofLogits(), p, large));
    assertEquals(
        "Hinge: row 1: expected -1 or 1, or 0 or 1, as target, got 1.5",
        refused(new Hinge(), p, large));
    INDArray missing = Nd4j.createFromArray(new double[][] {{0, Double.NaN}, {0, 1}});
    assertEquals(
        "MeanSquaredError: row 0: expected a number as target, got NaN",
        refused(new MeanSquaredError(), p, missing));
  }

  @Test
  @DisplayName("weights and masks that do not fit, or are no numbers")
  void weighting() {
    INDArray y = Nd4j.createFromArray(0, 1, 2, 0);
    assertEquals(
        "loss: expected one weight for each of 4 rows, got 3",
        refused(SPARSE, LOGITS, y, Weighting.of(Nd4j.createFromArray(1.0, 1, 1))));
    assertEquals(
        "loss: the weight of row 2 is NaN, expected a number",
        refused(SPARSE, LOGITS, y, Weighting.of(Nd4j.createFromArray(1.0, 1, Double.NaN, 1))));
    assertEquals(
        "loss: a mask of shape (4, 2) does not fit predictions for (4); expected (batch, time) of "
            + "both",
        refused(SPARSE, LOGITS, y, Weighting.none().withMask(Optional.of(Nd4j.ones(4, 2)))));
    assertEquals(
        "loss: expected one weight for each of 2 rows, or each of (2, 2), got (2, 3)",
        refused(SPARSE, LOGITS.reshape(2, 2, 3), y.reshape(2, 2), Weighting.of(Nd4j.ones(2, 3))));
  }

  @Test
  @DisplayName("hyper-parameters that cannot be")
  void hyperParameters() {
    Exception delta = assertThrows(IllegalArgumentException.class, () -> new Huber(0));
    assertEquals("Huber: expected a delta above 0, got 0.0", delta.getMessage());
    Exception smoothing =
        assertThrows(
            IllegalArgumentException.class, () -> new BinaryCrossentropy().labelSmoothing(1));
    assertEquals(
        "BinaryCrossentropy: expected a label smoothing in [0, 1), got 1.0",
        smoothing.getMessage());
  }
}
