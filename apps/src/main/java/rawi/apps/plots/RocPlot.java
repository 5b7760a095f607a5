package rawi.apps.plots;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import rawi.nn.metrics.RocCurve;

/**
 * ROC curves, each with its area in the legend, and the diagonal of a coin. A class without rows,
 * or with nothing but rows, has no curve and is named as such.
 *
 * @param names of the classes, as many as curves
 */
public record RocPlot(String title, List<String> names, List<RocCurve> curves) {
  public RocPlot {
    names = List.copyOf(names);
    curves = List.copyOf(curves);
  }

  /**
   * Writes the picture, SVG or PNG by the ending of the file's name.
   *
   * @throws rawi.nn.saving.ModelFileException if it cannot be written; nothing half-written stays
   * @throws IllegalArgumentException if the name ends in neither
   */
  public void write(Path file) {
    List<LinePlot.Series> lines = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      lines.add(line(names.get(c), curves.get(c)));
    }
    lines.add(new LinePlot.Series("chance", List.of(0.0, 1.0), List.of(0.0, 1.0)));
    new LinePlot(title, "false positive rate", "true positive rate", lines).write(file);
  }

  private static LinePlot.Series line(String name, RocCurve curve) {
    OptionalDouble area = curve.area();
    if (area.isEmpty()) {
      return new LinePlot.Series(name + ", no curve", List.of(0.0), List.of(0.0));
    }
    return new LinePlot.Series(
        String.format(Locale.ROOT, "%s, AUC %.3f", name, area.getAsDouble()),
        curve.points().stream().map(RocCurve.Point::falsePositiveRate).toList(),
        curve.points().stream().map(RocCurve.Point::truePositiveRate).toList());
  }
}
