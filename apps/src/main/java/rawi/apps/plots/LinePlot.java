package rawi.apps.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rawi.nn.saving.AtomicFile;

/** Lines over a common axis. */
public record LinePlot(String title, String xName, String yName, List<Series> series) {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;

  /**
   * One line.
   *
   * @param x as many as {@code y}
   */
  public record Series(String name, List<Double> x, List<Double> y) {
    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
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
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      AtomicFile.write(
          file, out -> out.write(svg().getBytes(StandardCharsets.UTF_8)), written -> {});
    } else if (name.endsWith(".png")) {
      AtomicFile.write(
          file,
          out -> BitmapEncoder.saveBitmap(chart(), out, BitmapEncoder.BitmapFormat.PNG),
          written -> {});
    } else {
      throw new IllegalArgumentException(file + ": expected a name that ends in .svg or .png");
    }
  }

  /** The picture as SVG. */
  String svg() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        chart(), out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    return SmallSvg.of(out.toString(StandardCharsets.UTF_8));
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xName)
            .yAxisTitle(yName)
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    // a dashed grid would be written dash by dash
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
    chart.getStyler().setXAxisTickMarkSpacingHint(80);
    chart.getStyler().setLocale(Locale.ROOT);
    for (Series line : series) {
      chart.addSeries(line.name(), line.x(), line.y()).setMarker(SeriesMarkers.NONE);
    }
    return chart;
  }
}
