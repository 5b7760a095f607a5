package rawi.apps.caption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rawi.apps.caption.scores.CaptionScores;
import rawi.apps.caption.scores.PairedBootstrap;
import rawi.apps.caption.scores.Scores;

/**
 * What {@code rawi caption evaluate} found, as it is printed.
 *
 * @param compared with another system by each score; empty where there is none
 */
record Evaluation(CaptionScores scores, List<PairedBootstrap> compared) {
  Evaluation {
    compared = List.copyOf(compared);
  }

  /** For JSON: the scores, {@code control}, and {@code against} where there is another system. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("images", scores.images());
    put(fields, scores.scores());
    scores
        .control()
        .ifPresent(
            control -> {
              Map<String, Object> own = new LinkedHashMap<>();
              put(own, control);
              fields.put("control", own);
            });
    if (!compared.isEmpty()) {
      Map<String, Object> against = new LinkedHashMap<>();
      for (PairedBootstrap b : compared) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("difference", b.difference());
        one.put("low", b.low());
        one.put("high", b.high());
        one.put("better", b.better());
        against.put(b.metric().field(), one);
      }
      fields.put("against", against);
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, Scores scores) {
    for (Scores.Metric metric : Scores.Metric.values()) {
      fields.put(metric.field(), metric.of(scores));
    }
  }

  /** For people: a row a score. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-10s %8s %8s".formatted("", "score", "control")
            + (compared.isEmpty() ? "" : "  other: less  95 % interval       better"));
    Scores own = scores.scores();
    for (Scores.Metric metric : Scores.Metric.values()) {
      String control = scores.control().map(c -> number(metric.of(c))).orElse("-");
      lines.add(
          "%-10s %8s %8s".formatted(metric.field(), number(metric.of(own)), control)
              + than(metric));
    }
    return lines;
  }

  private String than(Scores.Metric metric) {
    return compared.stream()
        .filter(b -> b.metric() == metric)
        .map(
            b ->
                String.format(
                    Locale.ROOT,
                    "  %+11.4f  %+.4f to %+.4f  %5.1f %%",
                    b.difference(),
                    b.low(),
                    b.high(),
                    100 * b.better()))
        .findFirst()
        .orElse("");
  }

  private static String number(double score) {
    return String.format(Locale.ROOT, "%.4f", score);
  }
}
