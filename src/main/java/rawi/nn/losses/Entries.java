package rawi.nn.losses;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Shape;

/** Predictions and targets of one batch as numbers, row-major: entry by entry, n of them each. */
final class Entries {
  final double[] predictions;
  final double[] targets;
  final double[] shares;
  final int n;

  /** What to do about class numbers where they do not fit. */
  static final String SPARSE = "for class numbers use SparseCategoricalCrossentropy";

  private final String loss;
  private final INDArray shape;

  /** Of a loss of numbers; one whole number a row may have been meant for a class. */
  Entries(String loss, INDArray predictions, INDArray targets, Weighting weighting) {
    this(
        loss,
        predictions,
        targets,
        weighting,
        targets.rank() < predictions.rank() ? Optional.of(SPARSE) : Optional.empty());
  }

  /** Of a loss of classes, with what to do about class numbers. */
  static Entries ofClasses(
      String loss, INDArray predictions, INDArray targets, Weighting weighting, String classes) {
    return new Entries(loss, predictions, targets, weighting, Optional.of(classes));
  }

  private Entries(
      String loss,
      INDArray predictions,
      INDArray targets,
      Weighting weighting,
      Optional<String> classes) {
    requireFitting(loss, predictions, targets, classes);
    this.loss = loss;
    this.shape = predictions;
    this.n = (int) predictions.size(-1);
    this.predictions = numbers(predictions);
    this.targets = numbers(targets);
    this.shares = weighting.shares(predictions);
  }

  private static double[] numbers(INDArray a) {
    return a.dup('c').data().asDouble();
  }

  /**
   * Targets are shaped as the predictions; where these have one number an entry, its axis may miss.
   */
  private static void requireFitting(
      String loss, INDArray predictions, INDArray targets, Optional<String> classes) {
    long[] p = predictions.shape();
    boolean entries =
        p[p.length - 1] == 1
            && Arrays.equals(targets.shape(), Arrays.copyOf(p, Math.max(0, p.length - 1)));
    if (!entries && !predictions.equalShapes(targets)) {
      throw new IllegalArgumentException(
          "%s: expected targets shaped as the predictions %s, got %s%s"
              .formatted(
                  loss,
                  Shape.of(predictions),
                  Shape.of(targets),
                  advice(predictions, targets, classes)));
    }
  }

  private static String advice(INDArray predictions, INDArray targets, Optional<String> classes) {
    long n = predictions.size(-1);
    long rows = predictions.length() / n;
    if (targets.length() == rows && classes.isPresent() && areClasses(targets, n)) {
      return "; " + classes.get();
    }
    boolean rowsFit = targets.rank() > 0 && targets.size(0) == predictions.size(0);
    if (!rowsFit || targets.length() % rows != 0) {
      return "";
    }
    long columns = targets.length() / rows;
    return "; the targets have %d column%s, the output %d: Dense(%d)?"
        .formatted(columns, columns == 1 ? "" : "s", n, columns);
  }

  private static boolean areClasses(INDArray targets, long classes) {
    return Arrays.stream(numbers(targets))
        .allMatch(y -> y == Math.rint(y) && y >= 0 && y < classes);
  }

  /** Refuses a batch with a target that is not what the loss is made for. */
  void requireTargets(DoublePredicate fits, String expected) {
    require(targets, fits, expected, "");
  }

  /** Refuses a batch with a prediction that is no probability. */
  void requireProbabilities(String hint) {
    require(predictions, Probabilities::isOne, "probabilities from 0 to 1", "; " + hint);
  }

  private void require(double[] values, DoublePredicate fits, String expected, String hint) {
    for (int i = 0; i < values.length; i++) {
      if (!fits.test(values[i]) && shares[i / n] != 0) {
        throw refused(
            loss, i / n, shape, "expected %s, got %s%s".formatted(expected, values[i], hint));
      }
    }
  }

  /** An entry that a loss cannot take, by its row, or its row and step. */
  static RowException refused(String loss, int entry, INDArray predictions, String why) {
    int steps = 1;
    for (int axis = 1; axis < predictions.rank() - 1; axis++) {
      steps *= (int) predictions.size(axis);
    }
    String step = predictions.rank() > 2 ? ", step " + entry % steps : "";
    return new RowException(loss + ": ", entry / steps, step + ": " + why);
  }

  /** The loss with its derivative, which is turned into an array shaped as the predictions. */
  Loss.Value value(double sum, double[] derivative) {
    INDArray d = Nd4j.createFromArray(derivative).castTo(shape.dataType());
    return new Loss.Value(sum, d.reshape('c', shape.shape()));
  }
}
