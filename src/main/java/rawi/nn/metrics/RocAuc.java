package rawi.nn.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The area under the {@linkplain RocCurve ROC curve}, exact: with two classes that of class 1, with
 * more the mean over each class against the rest, as {@link Average} weighs them, without the
 * classes that have no rows or nothing but rows; 0 where that leaves none. It keeps the scores of
 * an epoch, 8 bytes a row and class.
 */
public final class RocAuc implements ClassificationMetric {
  private final boolean logits;
  private final Average average;
  private final List<double[]> probabilities = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  private RocAuc(boolean logits, Average average) {
    this.logits = logits;
    this.average = average;
  }

  /** For outputs that went through a softmax or a sigmoid. */
  public static RocAuc ofProbabilities(Average average) {
    return new RocAuc(false, average);
  }

  /** For outputs that did not: rows can only be compared after a softmax. */
  public static RocAuc ofLogits(Average average) {
    return new RocAuc(true, average);
  }

  @Override
  public String name() {
    return "auc";
  }

  @Override
  public void update(double[][] scores, int[] truth) {
    var batch = new ScoredRows(scores, truth);
    for (int row = 0; row < batch.rows(); row++) {
      double[] given = batch.scores(row);
      probabilities.add(logits ? TemperatureScaling.none().probabilities(given) : given.clone());
      labels.add(truth[row]);
    }
  }

  @Override
  public double result() {
    if (labels.isEmpty()) {
      return 0;
    }
    double[][] scores = probabilities.toArray(double[][]::new);
    int[] truth = labels.stream().mapToInt(Integer::intValue).toArray();
    return scores[0].length == 2
        ? RocCurve.of(scores, truth, 1).area().orElse(0)
        : mean(RocCurve.oneVersusRest(scores, truth), average).orElse(0);
  }

  /** The mean area of the curves that have one. */
  static OptionalDouble mean(List<RocCurve> curves, Average average) {
    double sum = 0;
    double weights = 0;
    for (RocCurve curve : curves) {
      OptionalDouble area = curve.area();
      if (area.isPresent()) {
        double weight = average.weight(curve.positives(), 0);
        sum += weight * area.getAsDouble();
        weights += weight;
      }
    }
    return weights > 0 ? OptionalDouble.of(sum / weights) : OptionalDouble.empty();
  }

  @Override
  public void reset() {
    probabilities.clear();
    labels.clear();
  }
}
