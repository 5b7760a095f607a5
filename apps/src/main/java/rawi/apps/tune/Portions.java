package rawi.apps.tune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rawi.apps.cli.Failure;
import rawi.apps.hyper.HyperParameter;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;
import rawi.nn.selection.Fold;
import rawi.nn.selection.Holdout;
import rawi.nn.selection.Shares;

/**
 * Which rows a run of a cross-validation learns from, which it watches to end the training, and
 * which it is judged on: it learns from all folds but one, of which a tenth is watched, and is
 * judged on the fold that it never saw. All choices are stratified.
 *
 * @param labels of the rows
 */
record Portions(List<String> labels, List<Fold> folds, long seed) {
  /** Of the hyper-parameter that says how much of the rows is learnt from. */
  static final String TRAIN_SHARE = "train-share";

  private static final Shares WATCHED = Shares.of(0.1, 0);
  private static final int LEAST_ROWS = 4; // of a label, so that one is left after both choices

  /** How much of the rows is learnt from; a learning curve is a search over this. */
  static <O> HyperParameter<O> trainShare() {
    return new HyperParameter<>(
        TRAIN_SHARE,
        "R",
        "Share of the rows that is learnt from.",
        new Space.Real(0.1, 1, false),
        options -> 1.0);
  }

  /**
   * Prepares the folds.
   *
   * @param source what errors call the data
   * @param things what errors call its rows
   * @throws Failure if a label has too few of them
   */
  static Portions of(String source, String things, List<String> labels, int folds, long seed) {
    Map<String, Integer> counts = new TreeMap<>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    int least = Math.max(folds, LEAST_ROWS);
    counts.forEach(
        (label, count) -> {
          if (count < least) {
            throw new Failure(
                "%s: label '%s' has %d %s; %d folds need at least %d of each label"
                    .formatted(source, label, count, things, folds, least));
          }
        });
    return new Portions(labels, Fold.stratified(classes(labels), folds, seed), seed);
  }

  private static int[] classes(List<String> labels) {
    List<String> names = labels.stream().distinct().sorted().toList();
    return labels.stream().mapToInt(names::indexOf).toArray();
  }

  /**
   * Refuses a share that cannot be.
   *
   * @throws IllegalArgumentException beginning with the name of what is wrong
   */
  static void check(Settings settings) {
    double share = settings.real(TRAIN_SHARE);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          TRAIN_SHARE + ": expected a share above 0, at most 1, got " + share);
    }
  }

  /** What a run is judged on. */
  List<Integer> judged(int fold) {
    return folds.get(fold).valid();
  }

  /**
   * What a run learns from and what it watches.
   *
   * @throws Failure if there are too few rows to watch any
   */
  Holdout learnt(int fold, Settings settings) {
    List<Integer> seen = shareOf(folds.get(fold).train(), settings.real(TRAIN_SHARE));
    Holdout parts = parted(seen, WATCHED);
    if (parts.valid().isEmpty()) {
      throw new Failure(
          "%d rows to learn from leave none to watch; use more rows or fewer folds"
              .formatted(parts.train().size()));
    }
    return parts;
  }

  private List<Integer> shareOf(List<Integer> rows, double share) {
    return share == 1 ? rows : parted(rows, new Shares(share, 1 - share, 0)).train();
  }

  /** Some rows in two parts, with at least one of each label to learn from. */
  private Holdout parted(List<Integer> rows, Shares shares) {
    int[] classes = classes(rows.stream().map(labels::get).toList());
    Holdout parts = keepingEach(Holdout.stratified(classes, shares, seed), classes);
    return new Holdout(
        parts.train().stream().map(rows::get).toList(),
        parts.valid().stream().map(rows::get).toList(),
        List.of());
  }

  private static Holdout keepingEach(Holdout parts, int[] classes) {
    List<Integer> train = new ArrayList<>(parts.train());
    List<Integer> valid = new ArrayList<>(parts.valid());
    Set<Integer> learnt = new HashSet<>();
    train.forEach(row -> learnt.add(classes[row]));
    for (int row : parts.valid()) {
      if (learnt.add(classes[row])) {
        train.add(row);
        valid.remove(Integer.valueOf(row));
      }
    }
    train.sort(null);
    return new Holdout(train, valid, List.of());
  }
}
