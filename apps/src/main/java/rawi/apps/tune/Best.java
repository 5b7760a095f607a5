package rawi.apps.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rawi.apps.hyper.Settings;

/** What a search comes to: the best combination and the command that trains it. */
record Best(Ranking.Row row, Measure measure, List<String> varied) {

  String toText() {
    return String.format(
        Locale.ROOT,
        "best: %s: %s %.4f, standard deviation %.4f over %d folds",
        row.settings().only(varied),
        measure,
        row.mean(),
        row.spread(),
        row.folds().size());
  }

  /**
   * The command that trains this combination on the same data.
   *
   * @param words with which it begins
   * @param defaults what need not be said
   */
  String command(List<String> words, Settings defaults) {
    Settings own = row.settings().only(defaults.values().keySet()).without(defaults);
    String begin = words.stream().map(Best::quoted).collect(Collectors.joining(" "));
    return "rawi %s %s".formatted(begin, own.asOptions()).strip();
  }

  /** As a shell takes it. */
  private static String quoted(String path) {
    return path.matches("[\\p{L}\\p{N}._/\\\\:+@-]+")
        ? path
        : "'" + path.replace("'", "'\\''") + "'";
  }

  /** The whole ranking in the fields of its JSON. */
  Map<String, Object> json(Ranking ranking, String command) {
    Map<String, Object> best = new LinkedHashMap<>(fields(row));
    best.put("command", command);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("score", measure.toString());
    all.put("best", best);
    all.put("trials", ranking.rows().stream().map(this::fields).toList());
    return all;
  }

  private Map<String, Object> fields(Ranking.Row each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("parameters", each.settings().only(varied).typed());
    if (each.failure().isPresent()) {
      fields.put("failure", each.failure().get());
    } else {
      fields.put("mean", each.mean());
      fields.put("spread", each.spread());
      fields.put("trainMean", each.trainMean());
      fields.put("folds", each.folds());
    }
    return fields;
  }
}
