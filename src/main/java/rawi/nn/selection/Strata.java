package rawi.nn.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The rows of each class, by class, in a random order.
 *
 * @param rows one list for each class that has rows
 */
record Strata(List<List<Integer>> rows) {

  static Strata of(int[] classes, long seed) {
    Map<Integer, List<Integer>> byClass = new TreeMap<>();
    for (int row = 0; row < classes.length; row++) {
      byClass.computeIfAbsent(classes[row], c -> new ArrayList<>()).add(row);
    }
    Random random = new Random(seed);
    byClass.values().forEach(rows -> Collections.shuffle(rows, random));
    return new Strata(List.copyOf(byClass.values()));
  }

  static void requireRows(int rows, int least) {
    if (rows < least) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "expected at least %d rows, got %d", least, rows));
    }
  }
}
