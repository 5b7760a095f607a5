package rawi.nn.perceptron;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a perceptron learned, observation by observation.
 *
 * @param start before the first
 * @param rows in their order
 * @param settled whether the last epoch changed nothing
 */
public record Trace(Perceptron start, List<Row> rows, boolean settled) {
  private static final int DECIMALS = 6; // in the table

  public Trace {
    rows = List.copyOf(rows);
  }

  /**
   * One observation.
   *
   * @param number of the iteration, from 1
   * @param epoch from 1
   * @param sum Y
   * @param output y
   * @param after with the weights that came of it
   * @param changed whether they are others than before
   */
  public record Row(
      int number,
      int epoch,
      Observation seen,
      double sum,
      int output,
      Perceptron after,
      boolean changed) {}

  /** What was learned. */
  public Perceptron end() {
    return rows.get(rows.size() - 1).after();
  }

  public int epochs() {
    return rows.get(rows.size() - 1).epoch();
  }

  /** The number of the last iteration that changed anything; 0 if none did. */
  public int lastChange() {
    return rows.stream().filter(Row::changed).mapToInt(Row::number).max().orElse(0);
  }

  /**
   * A line of names, one for the start and one for each iteration: its number, the features, the
   * target d, the sum Y, the output y, weights and bias afterwards, and a star where they changed.
   */
  public List<String> table() {
    List<List<String>> cells = new ArrayList<>();
    int features = start.weights().size();
    List<String> names = new ArrayList<>(List.of("row", "epoch"));
    List<String> first = new ArrayList<>(List.of("start", ""));
    for (int i = 1; i <= features; i++) {
      names.add("x" + i);
      first.add("");
    }
    names.addAll(List.of("d", "Y", "y"));
    first.addAll(List.of("", "", ""));
    for (int i = 1; i <= features; i++) {
      names.add("w" + i);
    }
    names.addAll(List.of("b", ""));
    cells.add(names);
    cells.add(with(first, start, ""));
    rows.forEach(row -> cells.add(cells(row)));
    return aligned(cells);
  }

  private static List<String> cells(Row row) {
    List<String> cells =
        new ArrayList<>(List.of(Integer.toString(row.number), Integer.toString(row.epoch)));
    row.seen.x().forEach(x -> cells.add(shown(x)));
    cells.add(Integer.toString(row.seen.target()));
    cells.add(shown(row.sum));
    cells.add(Integer.toString(row.output));
    return with(cells, row.after, row.changed ? "*" : "");
  }

  private static List<String> with(List<String> cells, Perceptron perceptron, String mark) {
    perceptron.weights().forEach(w -> cells.add(shown(w)));
    cells.add(shown(perceptron.bias()));
    cells.add(mark);
    return cells;
  }

  private static String shown(double number) {
    return BigDecimal.valueOf(number)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static List<String> aligned(List<List<String>> cells) {
    int[] widths = new int[cells.get(0).size()];
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int... widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      padded.add(" ".repeat(widths[i] - row.get(i).length()) + row.get(i));
    }
    return padded.stream().collect(Collectors.joining("  ")).stripTrailing();
  }
}
