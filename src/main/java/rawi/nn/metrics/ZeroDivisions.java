package rawi.nn.metrics;

import java.util.ArrayList;
import java.util.List;

/** The scores of a confusion matrix that are 0 because they are 0/0, a line a class. */
final class ZeroDivisions {
  private ZeroDivisions() {}

  static List<String> in(ConfusionMatrix matrix) {
    List<String> lines = new ArrayList<>();
    for (int c = 0; c < matrix.labels().size(); c++) {
      String label = matrix.labels().get(c);
      boolean missing = matrix.support(c) == 0;
      boolean unused = matrix.predicted(c) == 0;
      if (missing && unused) {
        lines.add(
            "'%s': no such rows, never predicted: its scores are 0/0, counted as 0, not in macro means"
                .formatted(label));
      } else if (missing) {
        lines.add("'%s': no such rows: its recall is 0/0, counted as 0".formatted(label));
      } else if (unused) {
        lines.add("'%s': never predicted: its precision is 0/0, counted as 0".formatted(label));
      }
      if (matrix.rows() > 0 && matrix.support(c) == matrix.rows()) {
        lines.add("'%s': no other rows: its specificity is 0/0, counted as 0".formatted(label));
      }
    }
    return lines;
  }
}
