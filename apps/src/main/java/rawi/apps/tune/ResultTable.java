package rawi.apps.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A ranking in columns, the best combination first. */
record ResultTable(Ranking ranking, List<String> varied) {

  /** Aligned for a terminal; what failed comes last, with its reason. */
  String toText() {
    List<List<String>> lines = lines();
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int c = 0; c < line.size(); c++) {
        String cell = line.get(c);
        text.append(c == 0 ? "" : "  ");
        text.append(c < widths.length ? " ".repeat(widths[c] - cell.length()) + cell : cell);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** With tabs between the columns, for other programs. */
  String toTsv() {
    StringBuilder text = new StringBuilder();
    lines().forEach(line -> text.append(String.join("\t", line)).append('\n'));
    return text.toString();
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(ranking.measure().toString(), "std", "train"));
    head.addAll(varied);
    lines.add(head);
    for (Ranking.Row row : ranking.bestFirst()) {
      List<String> line =
          new ArrayList<>(List.of(shown(row.mean()), shown(row.spread()), shown(row.trainMean())));
      varied.forEach(name -> line.add(row.settings().text(name)));
      row.failure().ifPresent(line::add);
      lines.add(line);
    }
    return lines;
  }

  private static String shown(double score) {
    return Double.isNaN(score) ? "-" : String.format(Locale.ROOT, "%.4f", score);
  }
}
