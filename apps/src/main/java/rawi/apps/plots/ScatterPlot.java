package rawi.apps.plots;

import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points in the plane, and lines among them. */
public record ScatterPlot(String title, String xName, String yName, List<Series> series) {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 520;
  private static final int MARKER = 5; // dots across

  /**
   * Points of one kind.
   *
   * @param x as many as {@code y}
   * @param joined whether they are drawn as a line instead
   */
  public record Series(String name, List<Double> x, List<Double> y, boolean joined) {
    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }

    /** Each by itself. */
    public static Series points(String name, List<Double> x, List<Double> y) {
      return new Series(name, x, y, false);
    }

    /** As a line from the first to the last. */
    public static Series line(String name, List<Double> x, List<Double> y) {
      return new Series(name, x, y, true);
    }
  }

  public ScatterPlot {
    series = List.copyOf(series);
  }

  /**
   * Writes the picture, SVG or PNG by the ending of the file's name.
   *
   * @throws rawi.nn.saving.ModelFileException if it cannot be written; nothing half-written stays
   * @throws IllegalArgumentException if the name ends in neither
   */
  public void write(Path file) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title, xName, yName);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(MARKER);
    for (Series one : series) {
      XYSeries drawn = chart.addSeries(one.name(), one.x(), one.y());
      if (one.joined()) {
        drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        drawn.setMarker(SeriesMarkers.NONE);
      } else {
        drawn.setMarker(SeriesMarkers.CIRCLE);
      }
    }
    PictureFile.write(chart, file);
  }
}
