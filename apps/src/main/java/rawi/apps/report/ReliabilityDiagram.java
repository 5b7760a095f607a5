package rawi.apps.report;

import java.util.List;

/** Accuracy against confidence, a bar a bin, beside the diagonal of a calibrated model. */
final class ReliabilityDiagram {
  private final List<CalibrationBin> bins;
  private final String id;

  ReliabilityDiagram(List<CalibrationBin> bins, String id) {
    this.bins = bins;
    this.id = id;
  }

  void writeTo(Markup out) {
    Plot plot = new Plot(out, Axis.unit(), Axis.unit());
    out.open("figure");
    plot.open(id, "Reliability diagram", description());
    plot.axes("confidence", "accuracy");
    bins.stream().filter(ReliabilityDiagram::known).forEach(bin -> bar(out, plot, bin));
    plot.line("ideal", plot.x(0), plot.y(0), plot.x(1), plot.y(1));
    plot.legend("ideal", 62, "calibrated: accuracy equals confidence");
    plot.close();
    out.element(
        "figcaption",
        "Each bar is the accuracy of the sentences whose confidence falls there; above it, how many"
            + " they are.");
    out.close();
    table(out);
  }

  private static boolean known(CalibrationBin bin) {
    return bin.count() > 0 && Numbers.drawable(bin.accuracy());
  }

  private void bar(Markup out, Plot plot, CalibrationBin bin) {
    double top = plot.y(bin.accuracy());
    double left = plot.x(bin.from()) + 1;
    double right = plot.x(bin.to()) - 1;
    out.leaf(
        "rect",
        "class",
        "bar",
        "x",
        Numbers.css(left),
        "y",
        Numbers.css(top),
        "width",
        Numbers.css(right - left),
        "height",
        Numbers.css(plot.y(0) - top));
    if (bins.size() <= 12) {
      plot.text("tick", (left + right) / 2, top - 5, "middle", Numbers.count(bin.count()));
    }
  }

  private String description() {
    long rows = bins.stream().mapToLong(CalibrationBin::count).sum();
    return "Accuracy of %s predictions in %d bins of confidence; the table below has the numbers."
        .formatted(Numbers.count(rows), bins.size());
  }

  private void table(Markup out) {
    Table.folded(out, "The bins as a table");
    Table.head(out, "confidence", "predictions", "mean confidence", "accuracy");
    for (CalibrationBin bin : bins) {
      boolean full = bin.count() > 0;
      out.open("tr");
      Table.rowName(out, Numbers.fixed(bin.from(), 2) + "–" + Numbers.fixed(bin.to(), 2));
      out.element("td", Numbers.count(bin.count()));
      out.element("td", full ? Numbers.fixed(bin.confidence(), 3) : "–");
      out.element("td", full ? Numbers.fixed(bin.accuracy(), 3) : "–");
      out.close();
    }
    Table.closeFolded(out);
  }
}
