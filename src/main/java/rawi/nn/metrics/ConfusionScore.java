package rawi.nn.metrics;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A score that follows from how often each class was taken for each other: precision, recall, f1 or
 * specificity, of one class or averaged. Targets are class numbers; what is predicted may be
 * probabilities or logits, for only the highest counts. A quotient 0/0 is 0, as in {@link
 * ConfusionMatrix}.
 *
 * <pre>{@code
 * Recipe.of(loss, optimizer).with(() -> ConfusionScore.f1(Average.MACRO))
 * }</pre>
 *
 * <p>One output with a single value (a sigmoid) becomes two classes by {@link TwoClasses}.
 */
public final class ConfusionScore implements ClassificationMetric {
  private final String name;
  private final ToDoubleFunction<ConfusionMatrix> score;
  private ConfusionMatrix matrix = matrix(2);
  private boolean empty = true;

  private ConfusionScore(String name, ToDoubleFunction<ConfusionMatrix> score) {
    this.name = name;
    this.score = score;
  }

  /** Averaged over classes; called {@code macro_precision} or {@code weighted_precision}. */
  public static ConfusionScore precision(Average average) {
    return new ConfusionScore(average + "_precision", m -> m.mean(average, m::precision));
  }

  /** Averaged over classes; called {@code macro_recall} or {@code weighted_recall}. */
  public static ConfusionScore recall(Average average) {
    return new ConfusionScore(average + "_recall", m -> m.mean(average, m::recall));
  }

  /** Averaged over classes; called {@code macro_f1} or {@code weighted_f1}. */
  public static ConfusionScore f1(Average average) {
    return new ConfusionScore(average + "_f1", m -> m.mean(average, m::f1));
  }

  /** Averaged over classes; called {@code macro_specificity} or {@code weighted_specificity}. */
  public static ConfusionScore specificity(Average average) {
    return new ConfusionScore(average + "_specificity", m -> m.mean(average, m::specificity));
  }

  /** Of one class; called {@code precision_1} for class 1. */
  public static ConfusionScore precisionOf(int id) {
    return ofClass("precision", id, m -> m.precision(id));
  }

  /** Of one class; called {@code recall_1} for class 1. */
  public static ConfusionScore recallOf(int id) {
    return ofClass("recall", id, m -> m.recall(id));
  }

  /** Of one class; called {@code f1_1} for class 1. */
  public static ConfusionScore f1Of(int id) {
    return ofClass("f1", id, m -> m.f1(id));
  }

  /** Of one class; called {@code specificity_1} for class 1. */
  public static ConfusionScore specificityOf(int id) {
    return ofClass("specificity", id, m -> m.specificity(id));
  }

  private static ConfusionScore ofClass(
      String what, int id, ToDoubleFunction<ConfusionMatrix> score) {
    if (id < 0) {
      throw new IllegalArgumentException(what + ": expected a class of 0 or more, got " + id);
    }
    return new ConfusionScore(String.format(Locale.ROOT, "%s_%d", what, id), score);
  }

  private static ConfusionMatrix matrix(int classes) {
    return new ConfusionMatrix(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void update(double[][] scores, int[] labels) {
    var batch = new ScoredRows(scores, labels);
    if (batch.rows() == 0) {
      return;
    }
    if (empty && matrix.labels().size() != scores[0].length) {
      matrix = matrix(scores[0].length);
    }
    empty = false;
    for (int row = 0; row < batch.rows(); row++) {
      matrix.add(batch.label(row), batch.predicted(row));
    }
  }

  @Override
  public double result() {
    return empty ? 0 : score.applyAsDouble(matrix);
  }

  @Override
  public void reset() {
    matrix = matrix(matrix.labels().size());
    empty = true;
  }
}
