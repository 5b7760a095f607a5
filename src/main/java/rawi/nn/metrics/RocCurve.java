package rawi.nn.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of a score for one class against the rest (Fawcett 2006).
 * With the rows scored at least t taken for the class,
 *
 * <pre>
 * x(t) = false positives / negatives        y(t) = true positives / positives
 * </pre>
 *
 * for every t that is a score, from the highest to the lowest, after (0, 0). Rows of equal score
 * come in together, so that their order says nothing.
 *
 * @param points from (0, 0) to (1, 1); where there are no negatives x is 0, where there are no
 *     positives y is 0
 * @param positives how many rows are of the class
 * @param negatives how many are not
 */
public record RocCurve(List<Point> points, long positives, long negatives) {
  /**
   * One threshold.
   *
   * @param threshold t; infinite at (0, 0)
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of some scores.
   *
   * @param scores higher means more of the class
   * @param ofClass whether each row truly is of it
   * @throws IllegalArgumentException naming the row, when the two do not fit or a score is NaN
   */
  public static RocCurve of(double[] scores, boolean[] ofClass) {
    check(scores, ofClass);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    long positives = IntStream.range(0, ofClass.length).filter(i -> ofClass[i]).count();
    long negatives = ofClass.length - positives;
    List<Point> points = new ArrayList<>(List.of(new Point(Double.POSITIVE_INFINITY, 0, 0)));
    long hits = 0;
    long alarms = 0;
    for (int i = 0; i < order.length; i++) {
      hits += ofClass[order[i]] ? 1 : 0;
      alarms += ofClass[order[i]] ? 0 : 1;
      double score = scores[order[i]];
      if (i + 1 == order.length || scores[order[i + 1]] != score) {
        points.add(new Point(score, share(alarms, negatives), share(hits, positives)));
      }
    }
    return new RocCurve(points, positives, negatives);
  }

  private static double share(long part, long whole) {
    return whole > 0 ? (double) part / whole : 0;
  }

  /** The curve of one class of several against the rest. */
  public static RocCurve of(double[][] scores, int[] labels, int id) {
    double[] ofClass = new double[labels.length];
    boolean[] truly = new boolean[labels.length];
    for (int row = 0; row < labels.length; row++) {
      ofClass[row] = scores[row][id];
      truly[row] = labels[row] == id;
    }
    return of(ofClass, truly);
  }

  /**
   * A curve for each class against the rest, by class id.
   *
   * @param scores (rows, classes), at least one row
   * @param labels (rows): the id of the true class
   */
  public static List<RocCurve> oneVersusRest(double[][] scores, int[] labels) {
    var rows = new ScoredRows(scores, labels).requireRows();
    return IntStream.range(0, rows.scores(0).length)
        .mapToObj(id -> of(scores, labels, id))
        .toList();
  }

  /**
   * The area under the curve, by trapezoids: the chance that a row of the class is scored higher
   * than one that is not, ties counting half (Hanley and McNeil 1982). Empty where there are no
   * rows of the class, or no others: then there is nothing to be compared.
   */
  public OptionalDouble area() {
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      area +=
          (b.falsePositiveRate() - a.falsePositiveRate())
              * (a.truePositiveRate() + b.truePositiveRate())
              / 2;
    }
    return OptionalDouble.of(area);
  }

  private static void check(double[] scores, boolean[] ofClass) {
    if (scores.length != ofClass.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ROC curve: expected as many scores as rows, got %d for %d",
              scores.length,
              ofClass.length));
    }
    for (int row = 0; row < scores.length; row++) {
      if (Double.isNaN(scores[row])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "ROC curve: the score of row %d is NaN, expected a number", row));
      }
    }
  }
}
