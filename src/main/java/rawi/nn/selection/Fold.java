package rawi.nn.selection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One of the k rounds of a cross-validation: row numbers in ascending order. Each row is judged in
 * exactly one of the rounds. One seed gives the same folds.
 *
 * @param train what is learnt from
 * @param valid what is judged on
 */
public record Fold(List<Integer> train, List<Integer> valid) {
  public Fold {
    train = List.copyOf(train);
    valid = List.copyOf(valid);
  }

  /**
   * k folds of rows 0 to {@code rows} - 1, whose sizes differ by one at most.
   *
   * @throws IllegalArgumentException if k is below 2 or above the number of rows
   */
  public static List<Fold> random(int rows, int k, long seed) {
    return stratified(new int[rows], k, seed);
  }

  /**
   * k folds that each have as many rows of a class as any other, or one more; so have the folds as
   * wholes.
   *
   * @param classes (rows): the class of each row
   * @throws IllegalArgumentException if k is below 2 or above the number of rows
   */
  public static List<Fold> stratified(int[] classes, int k, long seed) {
    if (k < 2) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "folds: expected at least 2, got %d", k));
    }
    Strata.requireRows(classes.length, k);
    List<List<Integer>> judged = new ArrayList<>();
    IntStream.range(0, k).forEach(fold -> judged.add(new ArrayList<>()));
    int next = 0; // goes on from class to class, so that no fold gets all the odd rows
    for (List<Integer> rows : Strata.of(classes, seed).rows()) {
      for (int row : rows) {
        judged.get(next++ % k).add(row);
      }
    }
    return judged.stream().map(rows -> of(rows, classes.length)).toList();
  }

  private static Fold of(List<Integer> judged, int rows) {
    Set<Integer> held = new HashSet<>(judged);
    return new Fold(
        IntStream.range(0, rows).filter(row -> !held.contains(row)).boxed().toList(),
        judged.stream().sorted().toList());
  }
}
