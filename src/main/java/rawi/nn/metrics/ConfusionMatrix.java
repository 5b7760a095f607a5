package rawi.nn.metrics;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * How often class t was taken for class p, and the scores that follow from these counts. With tp
 * the count on the diagonal, fp the rest of its column and fn the rest of its row:
 *
 * <pre>
 * precision = tp / (tp + fp)     recall = tp / (tp + fn)     f1 = 2 tp / (2 tp + fp + fn)
 * specificity = tn / (tn + fp)
 * </pre>
 *
 * <p>Wherever a quotient is 0/0 (the precision of a class never predicted, the recall of one that
 * never occurs) the score is 0, scikit-learn's {@code zero_division=0}; {@link
 * ClassificationReport#notes} says where that happened.
 */
public final class ConfusionMatrix {
  private final List<String> labels;
  private final long[][] counts;

  /**
   * @param labels the name of each class; its place in the list is the class id
   */
  public ConfusionMatrix(List<String> labels) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a confusion matrix expects at least one label, got none");
    }
    this.labels = List.copyOf(labels);
    this.counts = new long[labels.size()][labels.size()];
  }

  /**
   * Counts one row whose true class is {@code trueId} and which was taken for {@code predictedId}.
   */
  public void add(int trueId, int predictedId) {
    counts[check("true", trueId)][check("predicted", predictedId)]++;
  }

  private int check(String which, int id) {
    if (id < 0 || id >= counts.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s class is %d, expected 0 to %d for the labels %s",
              which,
              id,
              counts.length - 1,
              labels));
    }
    return id;
  }

  public List<String> labels() {
    return labels;
  }

  /** A copy of the counts: row = true class, column = predicted class. */
  public long[][] counts() {
    long[][] copy = new long[counts.length][];
    for (int t = 0; t < counts.length; t++) {
      copy[t] = counts[t].clone();
    }
    return copy;
  }

  /** How many rows were counted. */
  public long rows() {
    long rows = 0;
    for (int t = 0; t < counts.length; t++) {
      rows += support(t);
    }
    return rows;
  }

  /** The share of rows on the diagonal. */
  public double accuracy() {
    long right = 0;
    for (int t = 0; t < counts.length; t++) {
      right += counts[t][t];
    }
    return quotient(right, rows());
  }

  /** Of the rows taken for this class, the share that truly are of it. */
  public double precision(int id) {
    return quotient(counts[check("asked", id)][id], predictions(id));
  }

  /** Of the rows of this class, the share that was found. */
  public double recall(int id) {
    return quotient(counts[check("asked", id)][id], support(id));
  }

  /** The harmonic mean of precision and recall. */
  public double f1(int id) {
    return quotient(2 * counts[check("asked", id)][id], predictions(id) + support(id));
  }

  /** How many rows truly are of this class. */
  public long support(int id) {
    long sum = 0;
    for (long count : counts[check("asked", id)]) {
      sum += count;
    }
    return sum;
  }

  private long predictions(int id) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[id];
    }
    return sum;
  }

  /** Of the rows not of this class, the share that was not taken for it. */
  public double specificity(int id) {
    long others = rows() - support(id);
    return quotient(others - (predictions(id) - counts[id][id]), others);
  }

  /** How many rows were taken for this class. */
  public long predicted(int id) {
    return predictions(check("asked", id));
  }

  /** The mean of a score of each class, as {@code average} weighs them. */
  public double mean(Average average, IntToDoubleFunction scoreOf) {
    double sum = 0;
    double weights = 0;
    for (int c = 0; c < counts.length; c++) {
      double weight = average.weight(support(c), predictions(c));
      sum += weight > 0 ? weight * scoreOf.applyAsDouble(c) : 0;
      weights += weight;
    }
    return weights > 0 ? sum / weights : 0;
  }

  /** The {@linkplain Average#MACRO plain} mean of f1. */
  public double macroF1() {
    return mean(Average.MACRO, this::f1);
  }

  /** The mean of f1 {@linkplain Average#WEIGHTED weighted by support}. */
  public double weightedF1() {
    return mean(Average.WEIGHTED, this::f1);
  }

  private static double quotient(long part, long whole) {
    return whole > 0 ? (double) part / whole : 0;
  }
}
