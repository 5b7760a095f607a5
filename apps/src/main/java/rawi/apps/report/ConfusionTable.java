package rawi.apps.report;

import java.util.Arrays;
import java.util.List;

/**
 * Counts of (true label, predicted label).
 *
 * @param labels in the order of rows and columns
 * @param counts one row for each true label, one column for each predicted one
 */
public record ConfusionTable(List<String> labels, List<List<Long>> counts) {
  /**
   * @throws IllegalArgumentException if the counts are not square in the labels, or negative
   */
  public ConfusionTable {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
    int size = labels.size();
    if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "confusion table: expected %s rows of %s counts for the labels %s, got rows of %s"
              .formatted(size, size, labels, counts.stream().map(List::size).toList()));
    }
    if (counts.stream().flatMap(List::stream).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "confusion table: expected counts of 0 or more, got " + counts);
    }
  }

  /** The same from an array {@code [true][predicted]}. */
  public static ConfusionTable of(List<String> labels, long[][] counts) {
    return new ConfusionTable(
        labels, Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  /** Nothing counted: the page leaves the table out. */
  public static ConfusionTable none() {
    return new ConfusionTable(List.of(), List.of());
  }

  long support(int row) {
    return counts.get(row).stream().mapToLong(Long::longValue).sum();
  }
}
