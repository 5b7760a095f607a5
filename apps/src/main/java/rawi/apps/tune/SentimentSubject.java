package rawi.apps.tune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rawi.apps.cli.Failure;
import rawi.apps.hyper.HyperParameter;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;
import rawi.apps.sentiment.LabelledText;
import rawi.apps.sentiment.LabelledTexts;
import rawi.apps.sentiment.SentimentModel;
import rawi.apps.sentiment.SentimentOptions;
import rawi.apps.sentiment.SentimentParameters;
import rawi.apps.sentiment.SentimentTraining;
import rawi.nn.backend.Kernels;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.selection.Fold;
import rawi.nn.selection.Holdout;
import rawi.nn.selection.Shares;
import rawi.tokenize.Language;

/**
 * Sentiment under cross-validation: a model learns from all folds but one, of which a tenth is
 * watched to end the training, and is judged on the fold that it never saw. All choices of rows are
 * stratified.
 */
final class SentimentSubject implements Subject {
  /** How much of the rows it learns from; a learning curve is a search over this. */
  static final HyperParameter<SentimentOptions> TRAIN_SHARE =
      new HyperParameter<>(
          "train-share",
          "R",
          "Share of the rows that is learnt from.",
          new Space.Real(0.1, 1, false),
          options -> 1.0);

  private static final Shares WATCHED = Shares.of(0.1, 0);
  private static final int LEAST_ROWS = 4; // of a label, so that one is left after both choices

  private final List<LabelledText> rows;
  private final List<Fold> folds;
  private final Language language;
  private final long seed;

  private SentimentSubject(
      List<LabelledText> rows, List<Fold> folds, Language language, long seed) {
    this.rows = rows;
    this.folds = folds;
    this.language = language;
    this.seed = seed;
  }

  /**
   * Prepares the folds.
   *
   * @throws Failure if a label has too few rows for them
   */
  static SentimentSubject of(LabelledTexts data, int folds, Language language, long seed) {
    Map<String, Integer> counts = new TreeMap<>();
    data.rows().forEach(row -> counts.merge(row.label(), 1, Integer::sum));
    int least = Math.max(folds, LEAST_ROWS);
    counts.forEach(
        (label, count) -> {
          if (count < least) {
            throw new Failure(
                "%s: label '%s' has %d rows; %d folds need at least %d of each label"
                    .formatted(data.source(), label, count, folds, least));
          }
        });
    List<Fold> parts = Fold.stratified(classes(data.rows()), folds, seed);
    return new SentimentSubject(data.rows(), parts, language, seed);
  }

  private static int[] classes(List<LabelledText> rows) {
    List<String> labels = rows.stream().map(LabelledText::label).distinct().sorted().toList();
    return rows.stream().mapToInt(row -> labels.indexOf(row.label())).toArray();
  }

  /**
   * Refuses settings that cannot be.
   *
   * @throws IllegalArgumentException beginning with the name of what is wrong
   */
  void check(Settings settings) {
    SentimentParameters.options(settings, language, seed);
    double share = settings.real(TRAIN_SHARE.name());
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          TRAIN_SHARE.name() + ": expected a share above 0, at most 1, got " + share);
    }
  }

  @Override
  public Map<String, Double> run(Settings settings, int fold, Kernels kernels) {
    List<LabelledText> seen = part(pick(folds.get(fold).train(), settings));
    int[] classes = classes(seen);
    Holdout holdout = keepingEach(Holdout.stratified(classes, WATCHED, seed), classes);
    List<LabelledText> train = holdout.train().stream().map(seen::get).toList();
    List<LabelledText> watched = holdout.valid().stream().map(seen::get).toList();
    if (watched.isEmpty()) {
      throw new Failure(
          "%d rows to learn from leave none to watch; use more rows or fewer folds"
              .formatted(train.size()));
    }
    SentimentTraining training =
        new SentimentTraining(
            train,
            watched,
            SentimentParameters.options(settings, language, seed),
            kernels,
            List.of());
    try (SentimentModel model = training.run()) {
      Map<String, Double> scores = new LinkedHashMap<>();
      put(scores, "", model.evaluate(part(folds.get(fold).valid())));
      put(scores, Ranking.ON_TRAINING_ROWS, model.evaluate(train));
      return scores;
    }
  }

  /** A stratified share of the rows of a fold. */
  private List<Integer> pick(List<Integer> fold, Settings settings) {
    double share = settings.real(TRAIN_SHARE.name());
    if (share == 1) {
      return fold;
    }
    int[] classes = classes(part(fold));
    Holdout picked = Holdout.stratified(classes, new Shares(share, 1 - share, 0), seed);
    return keepingEach(picked, classes).train().stream().map(fold::get).toList();
  }

  /** The same with at least one row of each class to learn from. */
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

  private List<LabelledText> part(List<Integer> numbers) {
    return numbers.stream().map(rows::get).toList();
  }

  private static void put(Map<String, Double> scores, String prefix, ClassificationReport report) {
    scores.put(prefix + Measure.ACCURACY, report.accuracy());
    scores.put(prefix + Measure.MACRO_F1, report.macroF1());
    scores.put(prefix + Measure.LOSS, report.loss());
  }
}
