package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import rawi.tokenize.Token;

/**
 * How a {@link WidePart} is fitted: {@link LogisticRegression} twice, once with the same ridge for
 * every n-gram, once with weights that may go further the more an n-gram's share differs between
 * the labels (Wang and Manning 2012), and the mean of both; then {@link VectorScaling} by its
 * logits on texts not learnt, by cross-validation.
 *
 * @param options what to vary
 * @param part the classifier, of all texts
 * @param heldOut the logits of each text from a classifier that had not learnt it
 */
public record WideTraining(Options options, WidePart part, List<double[]> heldOut) {
  private static final int MOST_NGRAMS = 200_000; // bounds the file

  /**
   * What may be varied.
   *
   * @param strength of the rows against the ridge
   * @param power how much the difference of an n-gram's shares counts, 0 to 1; 0: not at all
   * @param mixed whether the mean with a fit of power 0 is taken
   * @param folds of the cross-validation
   * @param leastTexts n-grams of fewer texts are left out
   * @param lift how far rare labels are lifted when the biases are set, 0: not at all, 1: till all
   *     labels count the same
   */
  public record Options(
      double strength, double power, boolean mixed, int folds, int leastTexts, double lift) {
    /** The recipe, chosen by cross-validation within training and validation files. */
    public static Options of(double strength) {
      return new Options(strength, 1, true, 5, 2, 0.25);
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
    SparseRows rows = SparseRows.of(texts.parallelStream().map(table::row).toList(), table.size());
    int[] foldOf = folds(classes, options.folds(), seed);
    double[][] heldOut = new double[classes.length][];
    for (int fold = 0; fold < options.folds(); fold++) {
      int held = fold;
      int[] learnt = IntStream.range(0, classes.length).filter(i -> foldOf[i] != held).toArray();
      Linear linear = fit(rows, learnt, classes, counts, labels, options);
      for (int i = 0; i < classes.length; i++) {
        if (foldOf[i] == held) {
          heldOut[i] = linear.logits(rows, i);
        }
      }
    }
    int[] all = IntStream.range(0, classes.length).toArray();
    Linear linear = fit(rows, all, classes, counts, labels, options);
    VectorScaling scaling =
        VectorScaling.fit(List.of(heldOut), classes, lifted(classes, labels, options.lift()));
    WidePart part = new WidePart(table, linear.scaled(scaling)).rounded();
    return new WideTraining(options, part, Arrays.stream(heldOut).map(scaling::apply).toList());
  }

  /** The balanced weight of each text's label, rows / (labels * rows of the label), to a power. */
  private static double[] lifted(int[] classes, int labels, double power) {
    int[] rows = new int[labels];
    Arrays.stream(classes).forEach(k -> rows[k]++);
    return Arrays.stream(classes)
        .mapToDouble(k -> Math.pow((double) classes.length / (labels * rows[k]), power))
        .toArray();
  }

  private static Linear fit(
      SparseRows all, int[] chosen, int[] classes, double[] counts, int labels, Options options) {
    SparseRows x = chosen.length == all.rows() ? all : all.select(chosen);
    int[] theirs = Arrays.stream(chosen).map(i -> classes[i]).toArray();
    double[] weights = Arrays.stream(chosen).mapToDouble(i -> counts[i]).toArray();
    LogisticRegression regression = new LogisticRegression(options.strength());
    double[] telling = Spread.of(x, theirs, labels, options.power());
    Linear first = regression.fit(x, theirs, weights, labels, telling);
    if (!options.mixed()) {
      return first;
    }
    double[] even = Spread.of(x, theirs, labels, 0);
    return first.plus(0.5, regression.fit(x, theirs, weights, labels, even), 0.5);
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
