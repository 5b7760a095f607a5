package rawi.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link Summary} as a table with lines between the cells. */
final class SummaryText {
  private static final int BYTES = 4; // of a float32
  private static final int NUMBERS = 2; // the column that is set to the right

  private final Summary summary;
  private final List<List<String>> table = new ArrayList<>();
  private final int[] widths;

  SummaryText(Summary summary) {
    this.summary = summary;
    boolean chain = chain(summary.rows());
    table.add(cells(chain, "Layer (type)", "Output Shape", "Param #", "Connected to"));
    for (Summary.Row row : summary.rows()) {
      table.add(
          cells(
              chain,
              "%s (%s)".formatted(row.name(), row.type()),
              shapes(row.outputs()),
              number(row.parameters()),
              row.from().isEmpty() ? "-" : String.join(", ", row.from())));
    }
    this.widths =
        IntStream.range(0, table.get(0).size())
            .map(c -> table.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
  }

  /** Whether each layer takes from the one before it alone. */
  private static boolean chain(List<Summary.Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      List<String> from = rows.get(i).from();
      boolean follows = i > 0 && from.equals(List.of(rows.get(i - 1).name() + "[0][0]"));
      if (i == 0 ? !from.isEmpty() : !follows) {
        return false;
      }
    }
    return true;
  }

  private static List<String> cells(boolean chain, String... all) {
    return List.of(all).subList(0, chain ? all.length - 1 : all.length);
  }

  private static String shapes(List<Shape> outputs) {
    String text = outputs.stream().map(SummaryText::shape).collect(Collectors.joining(", "));
    return outputs.size() == 1 ? text : "[" + text + "]";
  }

  private static String shape(Shape shape) {
    return shape.dims().stream()
        .map(d -> d == Shape.ANY ? ", None" : ", " + d)
        .collect(Collectors.joining("", "(None", shape.rank() == 0 ? ",)" : ")"));
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  String text() {
    StringBuilder text = new StringBuilder("Model: \"" + summary.name() + "\"\n");
    line(text, '┏', '┳', '┓', "━");
    row(text, table.get(0), '┃');
    line(text, '┡', '╇', '┩', "━");
    for (int r = 1; r < table.size(); r++) {
      if (r > 1) {
        line(text, '├', '┼', '┤', "─");
      }
      row(text, table.get(r), '│');
    }
    line(text, '└', '┴', '┘', "─");
    total(text, "Total", summary.parameters());
    total(text, "Trainable", summary.trainable());
    total(text, "Non-trainable", summary.frozen());
    return text.toString();
  }

  private void line(StringBuilder text, char left, char between, char right, String along) {
    text.append(
        IntStream.of(widths)
            .mapToObj(width -> along.repeat(width + 2))
            .collect(Collectors.joining(String.valueOf(between), left + "", right + "\n")));
  }

  private void row(StringBuilder text, List<String> cells, char side) {
    for (int c = 0; c < widths.length; c++) {
      String space = " ".repeat(widths[c] - cells.get(c).length());
      String cell = c == NUMBERS ? space + cells.get(c) : cells.get(c) + space;
      text.append(side).append(' ').append(cell).append(' ');
    }
    text.append(side).append('\n');
  }

  private static void total(StringBuilder text, String what, long count) {
    text.append(
        " %s params: %s (%s)\n".formatted(what, number(count), size((double) count * BYTES)));
  }

  /** In the largest unit of which there is at least one. */
  private static String size(double bytes) {
    double left = bytes;
    for (String unit : List.of("B", "KB", "MB", "GB")) {
      if (left < 1024) {
        return String.format(Locale.ROOT, "%.2f %s", left, unit);
      }
      left /= 1024;
    }
    return String.format(Locale.ROOT, "%.2f TB", left);
  }
}
