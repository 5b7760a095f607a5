package rawi.apps.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** How our charts look. */
final class ChartStyle {
  private ChartStyle() {}

  /** An empty chart over two axes, its legend on the right. */
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
}
