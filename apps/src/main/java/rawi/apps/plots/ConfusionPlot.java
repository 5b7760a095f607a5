package rawi.apps.plots;

import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.Styler;

/**
 * How often each class was taken for each other, as shaded squares with the counts in them. Names
 * are drawn as shapes: an SVG shows Arabic joined and from right to left also where the reader has
 * no font for it.
 *
 * @param labels the names of the classes
 * @param counts row = true class, column = predicted class
 */
public record ConfusionPlot(String title, List<String> labels, List<List<Long>> counts) {
  private static final int CELL = 90;
  private static final int AROUND = 260;
  private static final int LARGEST = 1_400;
  private static final Color LIGHT = new Color(0xf2f5f9);
  private static final Color DARK = new Color(0x5b93c7);

  public ConfusionPlot {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
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

  private HeatMapChart chart() {
    int size = Math.min(LARGEST, AROUND + CELL * labels.size());
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(size + 80)
            .height(size)
            .title(title)
            .xAxisTitle("predicted class")
            .yAxisTitle("true class")
            .build();
    chart
        .getStyler()
        .setShowValue(true)
        .setHeatMapDecimalValueFormatter(value -> String.format(Locale.ROOT, "%.0f", value))
        .setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
        .setRangeColors(new Color[] {LIGHT, DARK});
    chart.getStyler().setMin(0).setMax(Math.max(1, largest()));
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    List<String> upwards = new ArrayList<>(labels); // the first class stands at the top
    Collections.reverse(upwards);
    chart.addSeries("rows", labels, upwards, cells());
    return chart;
  }

  private double largest() {
    return counts.stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0);
  }

  /** Column, row from below, count. */
  private List<Number[]> cells() {
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < labels.size(); row++) {
      for (int column = 0; column < labels.size(); column++) {
        long count = counts.get(row).get(column);
        cells.add(new Number[] {column, labels.size() - 1 - row, count});
      }
    }
    return cells;
  }
}
