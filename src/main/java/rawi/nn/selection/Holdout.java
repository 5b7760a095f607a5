package rawi.nn.selection;

import java.util.ArrayList;
import java.util.List;

/**
 * Row numbers for learning, watching and judging: each row is in one part, in ascending order. One
 * seed gives one holdout.
 *
 * @param train what is learnt from
 * @param valid what is watched to choose by
 * @param test what is judged on at the end
 */
public record Holdout(List<Integer> train, List<Integer> valid, List<Integer> test) {
  public Holdout {
    train = List.copyOf(train);
    valid = List.copyOf(valid);
    test = List.copyOf(test);
  }

  /**
   * Parts of rows 0 to {@code rows} - 1, drawn without a look at them.
   *
   * @throws IllegalArgumentException if there are no rows
   */
  public static Holdout random(int rows, Shares shares, long seed) {
    return stratified(new int[rows], shares, seed);
  }

  /**
   * Parts that have the classes in the same shares as the whole: of n rows of a class a part with
   * share s gets n s, rounded up or down. Which of them is chosen so that the parts as wholes keep
   * to their shares too.
   *
   * @param classes (rows): the class of each row
   * @throws IllegalArgumentException if there are no rows
   */
  public static Holdout stratified(int[] classes, Shares shares, long seed) {
    Strata.requireRows(classes.length, 1);
    double[] share = shares.all();
    double[] owed = new double[share.length]; // what the parts should have had so far, and have not
    List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (List<Integer> rows : Strata.of(classes, seed).rows()) {
      int[] sizes = sizes(rows.size(), share, owed);
      int from = 0;
      for (int part = 0; part < sizes.length; part++) {
        parts.get(part).addAll(rows.subList(from, from + sizes[part]));
        from += sizes[part];
      }
    }
    parts.forEach(part -> part.sort(null));
    return new Holdout(parts.get(0), parts.get(1), parts.get(2));
  }

  /** Every part's share rounded down, and what is left to those that are owed most. */
  private static int[] sizes(int rows, double[] share, double[] owed) {
    int[] sizes = new int[share.length];
    boolean[] mayGrow = new boolean[share.length];
    int left = rows;
    for (int part = 0; part < sizes.length; part++) {
      double exact = rows * share[part];
      sizes[part] = (int) (exact + 1e-9);
      mayGrow[part] = exact - sizes[part] > 1e-9;
      owed[part] += exact - sizes[part];
      left -= sizes[part];
    }
    for (; left > 0; left--) {
      int most = -1;
      for (int part = 0; part < sizes.length; part++) {
        if (mayGrow[part] && (most < 0 || owed[part] > owed[most] + 1e-9)) {
          most = part;
        }
      }
      sizes[most]++;
      owed[most]--;
      mayGrow[most] = false;
    }
    return sizes;
  }
}
