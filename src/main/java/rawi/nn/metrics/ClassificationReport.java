package rawi.nn.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an evaluation found, in the fields and order in which it is printed as JSON.
 *
 * @param rows how many rows were judged
 * @param accuracy share of rows that are right
 * @param macroF1 {@link ConfusionMatrix#macroF1}
 * @param loss mean negative log of the true class's probability, in nats a row
 * @param ece {@link CalibrationError#expected} over {@value CalibrationError#DEFAULT_BINS} bins
 * @param labels the name of each class, by class id
 * @param confusion counts: row = true class, column = predicted class
 * @param perClass the scores of each class, by class id
 * @param macro their plain means
 * @param weighted their means weighted by support
 * @param topK the share of rows whose true class is among the k most probable: k = 2 and on, below
 *     the number of classes, at most {@value #MOST_K}
 * @param notes a line for each class of which a score is 0/0: it counts as 0, scikit-learn's {@code
 *     zero_division=0}
 */
public record ClassificationReport(
    long rows,
    double accuracy,
    double macroF1,
    double loss,
    double ece,
    List<String> labels,
    List<List<Long>> confusion,
    List<PerClass> perClass,
    Means macro,
    Means weighted,
    List<TopK> topK,
    List<String> notes) {

  /**
   * A probability below this counts as this in the loss: the smallest normal float32, so whatever a
   * float32 softmax can tell apart is kept and a probability of 0 costs 87.3 nats, not infinity.
   */
  private static final double LOWEST_PROBABILITY = Float.MIN_NORMAL;

  private static final int MOST_K = 5;

  /**
   * The scores of one class: see {@link ConfusionMatrix}.
   *
   * @param rocAuc {@link RocCurve#area} of its probability against the rest
   */
  public record PerClass(
      String label,
      double precision,
      double recall,
      double f1,
      long support,
      double specificity,
      OptionalDouble rocAuc) {}

  /**
   * Means over the classes: see {@link Average}.
   *
   * @param rocAuc over the classes that have one
   */
  public record Means(
      double precision, double recall, double f1, double specificity, OptionalDouble rocAuc) {}

  /** {@link SparseTopKCategoricalAccuracy}. */
  public record TopK(int k, double accuracy) {}

  public ClassificationReport {
    labels = List.copyOf(labels);
    confusion = confusion.stream().map(List::copyOf).toList();
    perClass = List.copyOf(perClass);
    topK = List.copyOf(topK);
    notes = List.copyOf(notes);
  }

  /**
   * Judges the probabilities of a classifier.
   *
   * @param labels the name of each class, by class id
   * @param probabilities (rows, classes), each row summing to 1, at least one row
   * @param trueIds (rows): the id of the true class
   * @throws IllegalArgumentException naming the row, when the input is not that
   */
  public static ClassificationReport of(
      List<String> labels, double[][] probabilities, int[] trueIds) {
    var rows = new ScoredRows(probabilities, trueIds).requireProbabilities();
    if (probabilities[0].length != labels.size()) {
      throw new IllegalArgumentException(
          "expected "
              + labels.size()
              + " probabilities a row, one for each of the labels "
              + labels
              + ", got "
              + probabilities[0].length);
    }
    var matrix = new ConfusionMatrix(labels);
    double loss = 0;
    for (int row = 0; row < rows.rows(); row++) {
      int label = rows.label(row);
      matrix.add(label, rows.predicted(row));
      loss -= Math.log(Math.min(1, Math.max(rows.scores(row)[label], LOWEST_PROBABILITY)));
    }
    List<RocCurve> curves = RocCurve.oneVersusRest(probabilities, trueIds);
    return new ClassificationReport(
        rows.rows(),
        matrix.accuracy(),
        matrix.macroF1(),
        loss / rows.rows(),
        CalibrationError.of(probabilities, trueIds).expected(),
        labels,
        Arrays.stream(matrix.counts()).map(row -> Arrays.stream(row).boxed().toList()).toList(),
        perClass(matrix, curves),
        means(matrix, curves, Average.MACRO),
        means(matrix, curves, Average.WEIGHTED),
        topK(probabilities, trueIds),
        ZeroDivisions.in(matrix));
  }

  private static List<PerClass> perClass(ConfusionMatrix matrix, List<RocCurve> curves) {
    var scores = new ArrayList<PerClass>();
    for (int c = 0; c < matrix.labels().size(); c++) {
      scores.add(
          new PerClass(
              matrix.labels().get(c),
              matrix.precision(c),
              matrix.recall(c),
              matrix.f1(c),
              matrix.support(c),
              matrix.specificity(c),
              curves.get(c).area()));
    }
    return scores;
  }

  private static Means means(ConfusionMatrix matrix, List<RocCurve> curves, Average average) {
    return new Means(
        matrix.mean(average, matrix::precision),
        matrix.mean(average, matrix::recall),
        matrix.mean(average, matrix::f1),
        matrix.mean(average, matrix::specificity),
        RocAuc.mean(curves, average));
  }

  private static List<TopK> topK(double[][] probabilities, int[] trueIds) {
    var shares = new ArrayList<TopK>();
    for (int k = 2; k <= MOST_K && k < probabilities[0].length; k++) {
      var metric = new SparseTopKCategoricalAccuracy(k);
      metric.update(probabilities, trueIds);
      shares.add(new TopK(k, metric.result()));
    }
    return shares;
  }

  /** The report as aligned plain text of several lines, labels of any script. */
  public String toText() {
    return new ReportText(this).toString();
  }
}
