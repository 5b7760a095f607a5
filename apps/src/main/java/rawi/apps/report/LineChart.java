package rawi.apps.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One measure over the epochs: training as a solid line, validation dashed, the best epoch. */
final class LineChart {
  private static final int MOST_NAMED = 6;
  private final LearningCurves.Curve curve;
  private final OptionalInt best;
  private final String id;

  LineChart(LearningCurves.Curve curve, OptionalInt best, String id) {
    this.curve = curve;
    this.best = best;
    this.id = id;
  }

  void writeTo(Markup out) {
    Axis measure = Axis.covering(values());
    Plot plot = new Plot(out, Axis.epochs(Math.max(1, curve.epochs())), measure);
    out.open("figure");
    plot.open(id, curve.name() + " by epoch", description());
    plot.axes("epoch", curve.name());
    best.ifPresent(
        epoch -> plot.line("best", plot.x(epoch), plot.y(measure.from()), plot.x(epoch), 30));
    series(out, plot, "training", curve.training());
    series(out, plot, "validation", curve.validation());
    best.ifPresent(epoch -> ring(plot, epoch));
    legend(plot);
    plot.close();
    String missing = missing();
    if (!missing.isEmpty()) {
      out.element("figcaption", missing);
    }
    out.close();
  }

  private DoubleStream values() {
    return Stream.concat(curve.training().stream(), curve.validation().stream())
        .mapToDouble(Double::doubleValue);
  }

  private void legend(Plot plot) {
    double next = 62;
    if (!curve.training().isEmpty()) {
      plot.legend("training", next, "training");
      next += 112;
    }
    if (!curve.validation().isEmpty()) {
      plot.legend("validation", next, "validation");
      next += 124;
    }
    if (best.isPresent()) {
      plot.circle("ring", next + 8, 14, 5.5);
      plot.text("key", next + 22, 18.5, "start", "best epoch: " + best.getAsInt());
    }
  }

  /** Lines between neighbours that can both be drawn; a value alone is a dot. */
  private static void series(Markup out, Plot plot, String style, List<Double> values) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i <= values.size(); i++) {
      if (i < values.size() && Numbers.drawable(values.get(i))) {
        points.add(Numbers.css(plot.x(i + 1)) + "," + Numbers.css(plot.y(values.get(i))));
        continue;
      }
      if (points.size() > 1) {
        out.leaf("polyline", "class", style, "points", String.join(" ", points));
      } else if (points.size() == 1) {
        plot.circle(style + " dot", plot.x(i), plot.y(values.get(i - 1)), 3);
      }
      points.clear();
    }
  }

  private void ring(Plot plot, int epoch) {
    List<Double> judged = curve.validation().isEmpty() ? curve.training() : curve.validation();
    if (epoch <= judged.size() && Numbers.drawable(judged.get(epoch - 1))) {
      plot.circle("ring", plot.x(epoch), plot.y(judged.get(epoch - 1)), 5.5);
    }
  }

  private String description() {
    List<String> parts = new ArrayList<>();
    parts.add(curve.epochs() + (curve.epochs() == 1 ? " epoch" : " epochs"));
    describe(parts, "training", curve.training());
    describe(parts, "validation", curve.validation());
    best.ifPresent(epoch -> parts.add("best epoch " + epoch));
    return String.join("; ", parts) + ".";
  }

  private static void describe(List<String> parts, String name, List<Double> values) {
    if (!values.isEmpty()) {
      String first = Numbers.fixed(values.get(0), 3);
      String last = Numbers.fixed(values.get(values.size() - 1), 3);
      parts.add(name + " from " + first + " to " + last);
    }
  }

  /** Says which values the chart lacks, so that a gap is never silent; empty if it lacks none. */
  private String missing() {
    String listed =
        Stream.of(missing("training", curve.training()), missing("validation", curve.validation()))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return listed.isEmpty() ? "" : "Not drawn: " + listed + ".";
  }

  private static String missing(String name, List<Double> values) {
    int[] epochs =
        IntStream.range(0, values.size()).filter(i -> !Numbers.drawable(values.get(i))).toArray();
    if (epochs.length == 0) {
      return "";
    }
    String listed =
        IntStream.of(epochs)
            .limit(MOST_NAMED)
            .mapToObj(i -> (i + 1) + " (" + Numbers.fixed(values.get(i), 0) + ")")
            .collect(Collectors.joining(", "));
    int more = epochs.length - MOST_NAMED;
    return name + " at epoch " + listed + (more > 0 ? " and " + more + " more" : "");
  }
}
