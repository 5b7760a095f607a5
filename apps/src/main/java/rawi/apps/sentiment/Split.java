package rawi.apps.sentiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rawi.apps.cli.Failure;

/** Rows to learn from and rows to watch. */
record Split(List<LabelledText> train, List<LabelledText> valid) {
  private static final int ONE_IN = 10;

  /**
   * Keeps every tenth row of each label for watching.
   *
   * @throws Failure if no label has ten rows
   */
  static Split everyTenth(LabelledTexts all) {
    Map<String, Integer> seen = new HashMap<>();
    List<LabelledText> train = new ArrayList<>();
    List<LabelledText> valid = new ArrayList<>();
    for (LabelledText row : all.rows()) {
      boolean tenth = seen.merge(row.label(), 1, Integer::sum) % ONE_IN == 0;
      (tenth ? valid : train).add(row);
    }
    if (valid.isEmpty()) {
      throw new Failure(
          "%s: expected a label with at least %d rows, to keep some for validation, got %d rows in"
                  .formatted(all.source(), ONE_IN, train.size())
              + " all; name a file for it with --valid");
    }
    return new Split(train, valid);
  }
}
