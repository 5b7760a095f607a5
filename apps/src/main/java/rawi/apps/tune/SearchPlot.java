package rawi.apps.tune;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import rawi.apps.plots.LinePlot;
import rawi.apps.plots.PictureFile;

/** The score against the one hyper-parameter that was varied, with its spread over the folds. */
record SearchPlot(Path file, String name) {

  /**
   * A picture to be written when the search is done; whether its folder is there is for the caller
   * to see.
   *
   * @throws IllegalArgumentException if the search has no such picture, or the name no such form
   */
  static SearchPlot of(Path file, List<Dimension> dimensions) {
    PictureFile.requireForm(file);
    if (dimensions.size() != 1 || !dimensions.get(0).numeric()) {
      throw new IllegalArgumentException(
          "--plot: expected one --grid, of numbers, got %s; leave --plot out"
              .formatted(dimensions.stream().map(Dimension::name).toList()));
    }
    return new SearchPlot(file, dimensions.get(0).name());
  }

  void write(Ranking ranking) {
    List<Ranking.Row> rows =
        ranking.rows().stream()
            .filter(row -> row.failure().isEmpty())
            .sorted(Comparator.comparingDouble(this::x))
            .toList();
    boolean learning = name.equals(Portions.TRAIN_SHARE);
    new LinePlot(
            learning ? "Learning curve" : "Score against " + name,
            learning ? "share of the rows that was learnt from" : name,
            ranking.measure() + ", mean and standard deviation over the folds",
            List.of(
                line("rows learnt from", rows, Ranking.Row::trainMean, Ranking.Row::trainSpread),
                line("rows not seen", rows, Ranking.Row::mean, Ranking.Row::spread)))
        .write(file);
  }

  private double x(Ranking.Row row) {
    return row.settings().real(name);
  }

  private LinePlot.Series line(
      String label,
      List<Ranking.Row> rows,
      Function<Ranking.Row, Double> y,
      Function<Ranking.Row, Double> spread) {
    return new LinePlot.Series(
            label, rows.stream().map(this::x).toList(), rows.stream().map(y).toList())
        .withSpread(rows.stream().map(spread).toList());
  }
}
