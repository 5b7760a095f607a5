package rawi.apps.report;

import java.util.List;

/** Accuracy against confidence, a bar a bin, beside the diagonal of a calibrated model. */
final class ReliabilityDiagram {
  /** Counts of more bars than these would run into each other. */
  private static final int MOST_COUNTS = 12;

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
    List<CalibrationBin> known = bins.stream().filter(ReliabilityDiagram::known).toList();
    known.forEach(bin -> bar(out, plot, bin));
    plot.line("ideal", plot.x(0), plot.y(0), plot.x(1), plot.y(1));
    if (bins.size() <= MOST_COUNTS) {
      known.forEach(bin -> count(plot, bin));
    }
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

  private static void count(Plot plot, CalibrationBin bin) {
    double middle = (plot.x(bin.from()) + plot.x(bin.to())) / 2;
    plot.text("tick", middle, plot.y(bin.accuracy()) - 5, "middle", Numbers.count(bin.count()));
  }

  private static void bar(Markup out, Plot plot, CalibrationBin bin) {
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
  }

  private String description() {
    long rows = bins.stream().mapToLong(CalibrationBin::count).sum();
    return "Accuracy of %s predictions in %s bins of confidence; the table below has the numbers."
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
