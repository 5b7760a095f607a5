package rawi.nn.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report laid out in columns for a terminal.
 *
 * <p>Labels may be in any script. Combining marks take no column, and a label written from right to
 * left stands between two left-to-right marks (U+200E): without them a terminal that reorders text
 * would show the columns of its line in reverse (Unicode Standard Annex 9, rules P2 and W2).
 */
final class ReportText {
  private static final String LEFT_TO_RIGHT_MARK = "\u200e";
  private static final String GAP = "  ";

  private final ClassificationReport report;

  ReportText(ClassificationReport report) {
    this.report = report;
  }

  @Override
  public String toString() {
    String notes = String.join("", report.notes().stream().map(n -> shown(n) + "\n").toList());
    return table(scores()) + "\n" + summary() + "\n" + notes + "\n" + table(confusion());
  }

  private String summary() {
    var line = new StringBuilder();
    figure(line, "accuracy", report.accuracy());
    report.topK().forEach(top -> figure(line, "top " + top.k(), top.accuracy()));
    figure(line, "macro F1", report.macroF1());
    figure(line, "loss", report.loss());
    figure(line, "calibration error", report.ece());
    return line.append("rows ").append(report.rows()).toString();
  }

  private static void figure(StringBuilder line, String name, double value) {
    line.append(name).append(' ').append(decimal(value)).append(GAP);
  }

  private List<List<String>> scores() {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("label", "precision", "recall", "f1", "specificity", "ROC AUC", "rows"));
    for (var c : report.perClass()) {
      var means =
          new ClassificationReport.Means(
              c.precision(), c.recall(), c.f1(), c.specificity(), c.rocAuc());
      lines.add(line(shown(c.label()), means, c.support()));
    }
    lines.add(line("(macro mean)", report.macro(), report.rows()));
    lines.add(line("(weighted mean)", report.weighted(), report.rows()));
    return lines;
  }

  private static List<String> line(String name, ClassificationReport.Means scores, long rows) {
    return List.of(
        name,
        decimal(scores.precision()),
        decimal(scores.recall()),
        decimal(scores.f1()),
        decimal(scores.specificity()),
        scores.rocAuc().isPresent() ? decimal(scores.rocAuc().getAsDouble()) : "-",
        Long.toString(rows));
  }

  private List<List<String>> confusion() {
    var lines = new ArrayList<List<String>>();
    var head = new ArrayList<String>(List.of("true \\ predicted"));
    report.labels().forEach(label -> head.add(shown(label)));
    lines.add(head);
    for (int t = 0; t < report.labels().size(); t++) {
      var line = new ArrayList<String>(List.of(shown(report.labels().get(t))));
      report.confusion().get(t).forEach(count -> line.add(Long.toString(count)));
      lines.add(line);
    }
    return lines;
  }

  private static String decimal(double score) {
    return String.format(Locale.ROOT, "%.3f", score);
  }

  /** The first column flush left, the others flush right. */
  private static String table(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (var line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], width(line.get(c)));
      }
    }
    var text = new StringBuilder();
    for (var line : lines) {
      for (int c = 0; c < widths.length; c++) {
        String padding = " ".repeat(widths[c] - width(line.get(c)));
        text.append(c == 0 ? line.get(c) + padding : GAP + padding + line.get(c));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String shown(String label) {
    String oneLine = label.replaceAll("\\p{Cntrl}", " ");
    boolean rightToLeft =
        oneLine
            .codePoints()
            .map(Character::getDirectionality)
            .anyMatch(
                d ->
                    d == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    return rightToLeft ? LEFT_TO_RIGHT_MARK + oneLine + LEFT_TO_RIGHT_MARK : oneLine;
  }

  /** Columns taken on a terminal; wide (East Asian) characters are counted as one. */
  private static int width(String text) {
    return (int) text.codePoints().filter(ReportText::takesAColumn).count();
  }

  private static boolean takesAColumn(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> false;
      default -> true;
    };
  }
}
