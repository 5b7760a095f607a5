package rawi.apps.plots;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over a common axis. */
public record LinePlot(String title, String xName, String yName, List<Series> series) {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;

  /**
   * One line.
   *
   * @param x as many as {@code y}
   * @param spread how far up and down each point may be, as many as {@code y}; empty: not drawn
   * @param rightAxis what the axis on the right is called, where the line belongs to that
   */
  public record Series(
      String name,
      List<Double> x,
      List<Double> y,
      List<Double> spread,
      Optional<String> rightAxis) {
    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
      spread = List.copyOf(spread);
    }

    /** A line of exact points. */
    public Series(String name, List<Double> x, List<Double> y) {
      this(name, x, y, List.of(), Optional.empty());
    }

    /** The same with bars up and down. */
    public Series withSpread(List<Double> bars) {
      return new Series(name, x, y, bars, rightAxis);
    }

    /** The same on an axis of its own, on the right. */
    public Series onRight(String axis) {
      return new Series(name, x, y, spread, Optional.of(axis));
    }
  }

  public LinePlot {
    series = List.copyOf(series);
  }

  /**
   * Writes the picture, SVG or PNG by the ending of the file's name.
   *
   * @throws rawi.nn.saving.ModelFileException if it cannot be written; nothing half-written stays
   * @throws IllegalArgumentException if the name ends in neither
   */
  public void write(Path file) {
    PictureFile.write(chart(), file);
  }

  private XYChart chart() {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title, xName, yName);
    series.forEach(line -> add(line, chart));
    return chart;
  }

  private static void add(Series line, XYChart chart) {
    XYSeries drawn =
        line.spread().isEmpty()
            ? chart.addSeries(line.name(), line.x(), line.y())
            : chart.addSeries(line.name(), line.x(), line.y(), line.spread());
    drawn.setMarker(line.spread().isEmpty() ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    chart.getStyler().setErrorBarsColorSeriesColor(true);
    line.rightAxis()
        .ifPresent(
            axis -> {
              drawn.setYAxisGroup(1);
              chart.setYAxisGroupTitle(1, axis);
              chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
            });
  }
}
