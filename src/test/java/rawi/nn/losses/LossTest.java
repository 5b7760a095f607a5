package rawi.nn.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.largest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;

class LossTest {
  private static final Kernels KERNELS = new Nd4jKernels();

  /** A loss, predictions and targets that fit it. */
  static Stream<Arguments> losses() {
    INDArray any = GradientCheck.random(1, 4, 3).mul(4);
    INDArray other = GradientCheck.random(2, 4, 3).mul(4);
    INDArray shares = GradientCheck.random(2, 4, 3).add(1).mul(0.5);
    INDArray inside = GradientCheck.random(3, 4, 3).add(1.5).mul(0.35);
    INDArray distributions = Activations.SOFTMAX.apply(any.mul(0.3));
    INDArray classes = Nd4j.createFromArray(2, 0, 1, 2);
    INDArray signs = Nd4j.createFromArray(1.0, -1, 0, 1, 1, -1, 0, 0, 1, -1, 1, 1).reshape(4, 3);
    INDArray oneHot = Nd4j.createFromArray(0.0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1).reshape(4, 3);
    return Stream.of(
        Arguments.of(new MeanSquaredError(), any, other),
        Arguments.of(new MeanAbsoluteError(), any, other),
        Arguments.of(new Huber(), any, other),
        Arguments.of(new Huber(2.5), any, other),
        Arguments.of(new Hinge(), any, signs),
        Arguments.of(new SquaredHinge(), any, signs),
        Arguments.of(new CategoricalHinge(), any, oneHot),
        Arguments.of(new KLDivergence(), distributions, Activations.SOFTMAX.apply(other)),
        Arguments.of(BinaryCrossentropy.ofLogits(), any, shares),
        Arguments.of(BinaryCrossentropy.ofLogits().labelSmoothing(0.2), any, shares),
        Arguments.of(BinaryCrossentropy.ofProbabilities(), inside, shares),
        Arguments.of(BinaryCrossentropy.ofProbabilities().labelSmoothing(0.2), inside, shares),
        Arguments.of(CategoricalCrossentropy.ofLogits(), any, shares),
        Arguments.of(CategoricalCrossentropy.ofLogits().labelSmoothing(0.3), any, oneHot),
        Arguments.of(CategoricalCrossentropy.ofProbabilities(), distributions, shares),
        Arguments.of(SparseCategoricalCrossentropy.ofLogits(), any, classes),
        Arguments.of(SparseCategoricalCrossentropy.ofProbabilities(), distributions, classes));
  }

  @ParameterizedTest(name = "{0}", autoCloseArguments = false)
  @MethodSource("losses")
  @DisplayName("the derivative equals difference quotients: rows, steps, masks, weights, one row")
  void derivative(Loss loss, INDArray p, INDArray targets) {
    check(loss, p, targets, Weighting.none());
    check(loss, p, targets, Weighting.of(Nd4j.createFromArray(0.5, 2, 0, 3)));
    INDArray steps = p.reshape(2, 2, 3);
    INDArray stepTargets =
        targets.reshape(targets.rank() == 1 ? new long[] {2, 2} : new long[] {2, 2, 3});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0}, {1, 1}});
    check(loss, steps, stepTargets, Weighting.none());
    check(loss, steps, stepTargets, Weighting.none().withMask(Optional.of(mask)));
    check(loss, steps, stepTargets, Weighting.of(Nd4j.createFromArray(0.5, 2)));
    Weighting both = Weighting.of(Nd4j.createFromArray(new double[][] {{0.5, 2}, {3, 1}}));
    check(loss, steps, stepTargets, both.withMask(Optional.of(mask)));
    check(loss, p.getRow(1, true).dup(), row(targets), Weighting.none());
  }

  private static INDArray row(INDArray targets) {
    return targets.rank() == 1
        ? targets.reshape(4, 1).getRow(1).dup()
        : targets.getRow(1, true).dup();
  }

  private static void check(
      Loss loss, INDArray predictions, INDArray targets, Weighting weighting) {
    INDArray p = predictions.dup('c');
    INDArray d = loss.of(p, targets, weighting, KERNELS).gradient();
    // probabilities leave the simplex a little while they are moved, within what is let pass
    GradientCheck.check(
        List.of(new GradientCheck.Checked("predictions", p, d)),
        () -> loss.of(p, targets, weighting, KERNELS).value());
  }

  @ParameterizedTest(name = "{0}", autoCloseArguments = false)
  @MethodSource("losses")
  @DisplayName("masked steps leave the sum and the count: the loss is that of the real ones alone")
  void masked(Loss loss, INDArray p, INDArray targets) {
    INDArray steps = p.reshape(2, 2, 3).dup();
    INDArray stepTargets =
        targets.reshape(targets.rank() == 1 ? new long[] {2, 2} : new long[] {2, 2, 3}).dup();
    steps.slice(0).getRow(1).assign(1e6); // what is masked may be anything
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0}, {1, 1}});
    INDArray weights = Nd4j.createFromArray(2.0, 3);
    Loss.Value all =
        loss.of(steps, stepTargets, Weighting.of(weights).withMask(Optional.of(mask)), KERNELS);
    INDArray real = Nd4j.vstack(p.getRow(0, true), p.getRow(2, true), p.getRow(3, true));
    INDArray realTargets =
        targets.rank() == 1
            ? Nd4j.createFromArray(targets.getInt(0), targets.getInt(2), targets.getInt(3))
            : Nd4j.vstack(
                targets.getRow(0, true), targets.getRow(2, true), targets.getRow(3, true));
    Weighting weighting = Weighting.of(Nd4j.createFromArray(2.0, 3, 3));
    Loss.Value alone = loss.of(real, realTargets, weighting, KERNELS);
    assertEquals(alone.value(), all.value(), 1e-12);
    assertEquals(0, largest(all.gradient().slice(0).getRow(1)));
    Loss.Value none =
        loss.of(steps, stepTargets, Weighting.none().withMask(Optional.of(mask.mul(0))), KERNELS);
    assertEquals(0, none.value());
    assertEquals(0, largest(none.gradient()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "MSE, 4.5", // (9 + 0) / 2
    "MAE, 1.5",
    "HUBER, 1.25", // (3 - 1/2 + 0) / 2
    "HINGE, 1.5" // (1 + 2 + 0) / 2
  })
  @DisplayName("errors by hand")
  void errorsByHand(String name, double expected) {
    INDArray p = Nd4j.createFromArray(new double[][] {{2, -1}});
    INDArray y = Nd4j.createFromArray(new double[][] {{-1, -1}});
    Loss loss =
        switch (name) {
          case "MSE" -> new MeanSquaredError();
          case "MAE" -> new MeanAbsoluteError();
          case "HUBER" -> new Huber();
          default -> new Hinge();
        };
    assertEquals(expected, loss.of(p, y, Weighting.none(), KERNELS).value(), 1e-12);
  }

  @Test
  @DisplayName("hinges by hand: 0 is -1 where targets are 0 and 1")
  void hingesByHand() {
    INDArray p = Nd4j.createFromArray(new double[][] {{2, 0.5, -1}});
    INDArray y = Nd4j.createFromArray(new double[][] {{0, 1, 0}});
    assertEquals((3 + 0.5 + 0) / 3, value(new Hinge(), p, y), 1e-12);
    assertEquals((9 + 0.25) / 3, value(new SquaredHinge(), p, y), 1e-12);
    assertEquals(2 - 0.5 + 1, value(new CategoricalHinge(), p, y), 1e-12);
  }

  private static double value(Loss loss, INDArray predictions, INDArray targets) {
    return loss.of(predictions, targets, Weighting.none(), KERNELS).value();
  }

  @Test
  @DisplayName("Kullback-Leibler and the cross-entropies from probabilities by hand")
  void probabilitiesByHand() {
    INDArray p = Nd4j.createFromArray(new double[][] {{0.25, 0.75}});
    INDArray y = Nd4j.createFromArray(new double[][] {{0.5, 0.5}});
    double cross = -(Math.log(0.25) + Math.log(0.75)) / 2;
    assertEquals(cross - Math.log(2), value(new KLDivergence(), p, y), 1e-12);
    assertEquals(cross, value(CategoricalCrossentropy.ofProbabilities(), p, y), 1e-12);
    assertEquals(cross, value(BinaryCrossentropy.ofProbabilities(), p, y), 1e-12);
    INDArray one = Nd4j.createFromArray(1);
    assertEquals(
        -Math.log(0.75), value(SparseCategoricalCrossentropy.ofProbabilities(), p, one), 1e-12);
  }

  @Test
  @DisplayName("a probability of 0 for the truth costs -log 1e-7, as in Keras, not infinity")
  void clipped() {
    INDArray p = Nd4j.createFromArray(new double[][] {{0, 1}});
    INDArray y = Nd4j.createFromArray(new double[][] {{1, 0}});
    assertEquals(-Math.log(1e-7), value(CategoricalCrossentropy.ofProbabilities(), p, y), 1e-9);
    assertEquals(-Math.log(1e-7), value(BinaryCrossentropy.ofProbabilities(), p, y), 1e-6);
    assertEquals(-Math.log(1e-7), value(new KLDivergence(), p, y), 1e-5);
  }

  @Test
  @DisplayName("label smoothing takes from the truth and spreads over all")
  void smoothed() {
    INDArray z = Nd4j.createFromArray(new double[][] {{0, Math.log(3)}});
    INDArray y = Nd4j.createFromArray(new double[][] {{0, 1}});
    INDArray soft = Nd4j.createFromArray(new double[][] {{0.1, 0.9}});
    Loss plain = CategoricalCrossentropy.ofLogits();
    assertEquals(
        value(plain, z, soft),
        value(CategoricalCrossentropy.ofLogits().labelSmoothing(0.2), z, y),
        1e-12);
    assertEquals(
        value(BinaryCrossentropy.ofLogits(), z, soft),
        value(BinaryCrossentropy.ofLogits().labelSmoothing(0.2), z, y),
        1e-12);
  }

  @Test
  @DisplayName("one-hot or class number, logits or probabilities: the same loss")
  void sameLoss() {
    INDArray z = GradientCheck.random(5, 2, 3).mul(2);
    INDArray p = Activations.SOFTMAX.apply(z);
    INDArray classes = Nd4j.createFromArray(2, 0);
    INDArray oneHot = Nd4j.createFromArray(new double[][] {{0, 0, 1}, {1, 0, 0}});
    double expected = value(SparseCategoricalCrossentropy.ofLogits(), z, classes);
    assertEquals(
        expected, value(SparseCategoricalCrossentropy.ofProbabilities(), p, classes), 1e-9);
    assertEquals(expected, value(CategoricalCrossentropy.ofLogits(), z, oneHot), 1e-9);
    assertEquals(expected, value(CategoricalCrossentropy.ofProbabilities(), p, oneHot), 1e-9);
  }

  @Test
  @DisplayName("softmax cross-entropy is the weighted sum of -log p, divided by the rows")
  void softmaxByHand() {
    // p = softmax(log 1, log 3) = 1/4, 3/4
    INDArray z = Nd4j.createFromArray(new double[][] {{0, Math.log(3)}, {Math.log(3), 0}});
    Weighting weights = Weighting.of(Nd4j.createFromArray(2.0, 1.0));
    Loss.Value value =
        new SparseCategoricalCrossentropy().of(z, Nd4j.createFromArray(1, 1), weights, KERNELS);
    assertEquals((2 * Math.log(4.0 / 3) + Math.log(4)) / 2, value.value(), 1e-12);
    INDArray expected = // weight (p - onehot) / rows
        Nd4j.createFromArray(new double[][] {{0.25, -0.25}, {0.375, -0.375}});
    assertClose(expected, value.gradient(), 1e-12);
  }

  @Test
  @DisplayName("sigmoid cross-entropy is the mean over rows and columns")
  void sigmoidByHand() {
    // s = sigmoid(log 3) = 3/4
    INDArray z = Nd4j.createFromArray(new double[][] {{Math.log(3), -Math.log(3)}});
    INDArray y = Nd4j.createFromArray(new double[][] {{1, 0.5}});
    Loss.Value value = new BinaryCrossentropy().of(z, y, Weighting.none(), KERNELS);
    double first = -Math.log(0.75);
    double second = -(0.5 * Math.log(0.25) + 0.5 * Math.log(0.75));
    assertEquals((first + second) / 2, value.value(), 1e-12);
    INDArray expected = Nd4j.createFromArray(new double[][] {{-0.125, -0.125}});
    assertClose(expected, value.gradient(), 1e-12);
  }

  @Test
  @DisplayName("logits of a thousand neither overflow nor become NaN")
  void largeLogits() {
    INDArray z = Nd4j.createFromArray(new double[][] {{1000, -1000}});
    INDArray y = Nd4j.createFromArray(new double[][] {{0, 1}});
    assertEquals(
        2000, value(new SparseCategoricalCrossentropy(), z, Nd4j.createFromArray(1)), 1e-9);
    assertEquals(2000, value(CategoricalCrossentropy.ofLogits(), z, y), 1e-9);
    assertEquals(1000, value(new BinaryCrossentropy(), z, y), 1e-9);
  }

  @Test
  @DisplayName("one output an entry may have targets without the last axis")
  void oneOutput() {
    INDArray p = Nd4j.createFromArray(new double[][] {{1}, {2}});
    assertEquals(2.5, value(new MeanSquaredError(), p, Nd4j.createFromArray(0.0, 0)), 1e-12);
    assertEquals(2.5, value(new MeanSquaredError(), p.reshape(1, 2, 1), Nd4j.zeros(1, 2)), 1e-12);
  }
}
