package rawi.nn.metrics;

import java.util.List;
import java.util.Locale;

/**
 * How often class t was taken for class p, and the scores that follow from these counts. With tp
 * the count on the diagonal, fp the rest of its column and fn the rest of its row:
 *
 * <pre>
 * precision = tp / (tp + fp)     recall = tp / (tp + fn)     f1 = 2 tp / (2 tp + fp + fn)
 * </pre>
 *
 * <p>Wherever a quotient is 0/0 (the precision of a class never predicted, the recall of one that
 * never occurs) the score is 0, scikit-learn's {@code zero_division=0}.
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

  /**
   * The plain mean of f1 over the classes that occur or were predicted. A label that is in neither
   * says nothing about the classifier and is left out, as scikit-learn's {@code f1_score} does.
   */
  public double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < counts.length; c++) {
      if (support(c) + predictions(c) > 0) {
        sum += f1(c);
        seen++;
      }
    }
    return seen > 0 ? sum / seen : 0;
  }

  /** The mean of f1 weighted by support. */
  public double weightedF1() {
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += support(c) * f1(c);
    }
    long rows = rows();
    return rows > 0 ? sum / rows : 0;
  }

  private static double quotient(long part, long whole) {
    return whole > 0 ? (double) part / whole : 0;
  }
}
