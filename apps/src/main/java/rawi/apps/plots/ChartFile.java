package rawi.apps.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import rawi.nn.saving.AtomicFile;

/** Charts in the style of all our pictures, and their way into a file. */
final class ChartFile {
  private ChartFile() {}

  /** An empty chart with its legend on the right. */
  static XYChart chart(int width, int height, String title, String xName, String yName) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
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
    return chart;
  }

  /** Writes SVG or PNG by the ending of the file's name. */
  static void write(XYChart chart, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      AtomicFile.write(
          file,
          out ->
              VectorGraphicsEncoder.saveVectorGraphic(
                  chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG),
          written -> {});
    } else if (name.endsWith(".png")) {
      AtomicFile.write(
          file,
          out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG),
          written -> {});
    } else {
      throw new IllegalArgumentException(file + ": expected a name that ends in .svg or .png");
    }
  }
}
