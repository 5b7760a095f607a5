package rawi.apps.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rawi.apps.hyper.Settings;

/**
 * How the combinations did, in the order of the search.
 *
 * @param measure what they are ranked by
 */
record Ranking(Measure measure, List<Row> rows) {
  /** What the scores on the rows that were learnt from are called. */
  static final String ON_TRAINING_ROWS = "train-";

  Ranking {
    rows = List.copyOf(rows);
  }

  /**
   * One combination.
   *
   * @param mean over the folds; not a number where a run failed
   * @param spread the standard deviation over the folds, with their number as divisor
   * @param trainMean the mean on the rows that were learnt from
   * @param folds the score of each fold
   * @param failure what went wrong first, if something did
   */
  record Row(
      Settings settings,
      double mean,
      double spread,
      double trainMean,
      double trainSpread,
      List<Double> folds,
      Optional<String> failure) {
    Row {
      folds = List.copyOf(folds);
    }
  }

  /** The ranking of a search whose runs are all done. */
  static Ranking of(Measure measure, List<Settings> points, List<Result> results) {
    List<Row> rows = new ArrayList<>();
    for (int point = 0; point < points.size(); point++) {
      int number = point;
      List<Result> own = results.stream().filter(r -> r.point() == number).sorted().toList();
      List<Double> folds = scores(own, measure.toString());
      List<Double> train = scores(own, ON_TRAINING_ROWS + measure);
      Optional<String> failure = own.stream().flatMap(r -> r.failure().stream()).findFirst();
      rows.add(
          new Row(
              points.get(point),
              mean(folds),
              spread(folds),
              mean(train),
              spread(train),
              failure.isPresent() ? List.of() : folds,
              failure));
    }
    return new Ranking(measure, rows);
  }

  private static List<Double> scores(List<Result> runs, String name) {
    return runs.stream().map(r -> r.scores().getOrDefault(name, Double.NaN)).toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  private static double spread(List<Double> values) {
    double mean = mean(values);
    return Math.sqrt(
        values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
  }

  /** The best first; of equal ones the one that came first in the search. */
  List<Row> bestFirst() {
    return rows.stream().sorted(Comparator.comparing(Row::mean, measure.order())).toList();
  }
}
