package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import rawi.tokenize.Token;

/**
 * How a {@link WidePart} is fitted: several {@link Classifiers}, put together by {@link Stacking}
 * with their logits on texts not learnt, by cross-validation. All are linear, and so is what they
 * come to.
 *
 * @param options what to vary
 * @param stacking how the classifiers are put together
 * @param part the classifier, of all texts
 * @param heldOut the logits of each text from a classifier that had not learnt it
 */
public record WideTraining(
    Options options, Stacking stacking, WidePart part, List<double[]> heldOut) {
  private static final int MOST_NGRAMS = 200_000; // bounds the file
  private static final double PULL = 30; // texts that speak for the factors of the beginning

  /**
   * What may be varied.
   *
   * @param strength of the rows against the ridge
   * @param power how much the difference of an n-gram's shares counts, 0 to 1; 0: not at all
   * @param smoothing of naive Bayes
   * @param folds of the cross-validation
   * @param leastTexts n-grams of fewer texts are left out
   * @param lift how far rare labels are lifted when the biases are set, 0: not at all, 1: till all
   *     labels count the same
   */
  public record Options(
      double strength, double power, double smoothing, int folds, int leastTexts, double lift) {
    /** The recipe, chosen by cross-validation within training and validation files. */
    public static Options of(double strength) {
      return new Options(strength, 1, 0.03, 5, 2, 0.15);
    }
  }

  /**
   * Fits.
   *
   * @param texts at least as many as folds
   * @param classes of the texts
   * @param counts what each text counts for
   * @param seed of the folds
   */
  public static WideTraining fit(
      List<List<Token>> texts,
      int[] classes,
      double[] counts,
      int labels,
      Options options,
      long seed) {
    NgramTable table = NgramTable.learn(texts, options.leastTexts(), MOST_NGRAMS);
    SparseRows rows = rows(table, texts);
    Classifiers classifiers = new Classifiers(options, table.blocks(), labels);
    int[] foldOf = folds(classes, options.folds(), seed);
    double[][][] heldOut = new double[classes.length][][]; // by each classifier
    for (int fold = 0; fold < options.folds(); fold++) {
      int held = fold;
      int[] learnt = IntStream.range(0, classes.length).filter(i -> foldOf[i] != held).toArray();
      SparseRows known = rows.without(rare(rows.select(learnt), options.leastTexts()));
      List<Linear> fitted =
          classifiers.fit(
              known.select(learnt),
              Arrays.stream(learnt).map(i -> classes[i]).toArray(),
              Arrays.stream(learnt).mapToDouble(i -> counts[i]).toArray());
      for (int i = 0; i < classes.length; i++) {
        if (foldOf[i] == held) {
          int text = i;
          heldOut[i] = fitted.stream().map(c -> c.logits(known, text)).toArray(double[][]::new);
        }
      }
    }
    Stacking stacking =
        Stacking.fit(
            List.of(heldOut),
            classes,
            lifted(classes, labels, options.lift()),
            classifiers.start(),
            PULL);
    Linear joined = stacking.joined(classifiers.fit(rows, classes, counts));
    return new WideTraining(
        options,
        stacking,
        new WidePart(table, joined).rounded(),
        Arrays.stream(heldOut).map(stacking::apply).toList());
  }

  /**
   * The classifiers fitted to other texts, such as these and more, and put together as before: no
   * cross-validation chooses anew.
   *
   * @param counts what each text counts for
   */
  public WidePart refit(List<List<Token>> texts, int[] classes, double[] counts) {
    NgramTable table = NgramTable.learn(texts, options.leastTexts(), MOST_NGRAMS);
    Classifiers classifiers = new Classifiers(options, table.blocks(), stacking.bias().length);
    List<Linear> fitted = classifiers.fit(rows(table, texts), classes, counts);
    return new WidePart(table, stacking.joined(fitted)).rounded();
  }

  private static SparseRows rows(NgramTable table, List<List<Token>> texts) {
    return SparseRows.of(texts.parallelStream().map(table::row).toList(), table.size());
  }

  /** N-grams that a table of these rows alone would not know; they still lengthen their rows. */
  private static BitSet rare(SparseRows rows, int leastTexts) {
    int[] counts = rows.counts();
    BitSet rare = new BitSet(counts.length);
    IntStream.range(0, counts.length).filter(j -> counts[j] < leastTexts).forEach(rare::set);
    return rare;
  }

  /** The balanced weight of each text's label, rows / (labels * rows of the label), to a power. */
  private static double[] lifted(int[] classes, int labels, double power) {
    int[] rows = new int[labels];
    Arrays.stream(classes).forEach(k -> rows[k]++);
    return Arrays.stream(classes)
        .mapToDouble(k -> Math.pow((double) classes.length / (labels * rows[k]), power))
        .toArray();
  }

  /** The fold of each text: its label's texts are dealt out in a random order. */
  private static int[] folds(int[] classes, int folds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, classes.length).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    int[] foldOf = new int[classes.length];
    int[] dealt = new int[Arrays.stream(classes).max().orElse(0) + 1];
    for (int i : order) {
      foldOf[i] = dealt[classes[i]]++ % folds;
    }
    return foldOf;
  }
}
