package rawi.apps.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.report.CalibrationBin;
import rawi.apps.report.ClassificationSection;
import rawi.apps.report.ConfusionTable;
import rawi.apps.report.ExplainedText;
import rawi.apps.report.LearningCurves;
import rawi.apps.report.Score;
import rawi.apps.report.WeightedSpan;
import rawi.apps.sentiment.Explanation;
import rawi.apps.sentiment.LabelledText;
import rawi.apps.sentiment.Prediction;
import rawi.apps.sentiment.SentimentModel;
import rawi.apps.sentiment.SentimentOptions;
import rawi.apps.sentiment.SentimentTraining;
import rawi.nn.metrics.CalibrationError;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.training.EpochReport;
import rawi.tokenize.Language;

/**
 * A sentiment model learnt from the samples of one language, judged on sentences it has not seen.
 *
 * @param heading of its part of the report
 * @param sentences new ones, written after the samples, to show predictions on
 */
record SentimentDemo(Language language, String heading, List<String> sentences) {
  private static final int EXPLAINED = 12; // test sentences in the report

  static final SentimentDemo FRENCH =
      new SentimentDemo(
          Language.FR,
          "Sentiment of French sentences",
          List.of(
              "Un film magnifique, je n'ai pas vu le temps passer.",
              "Service lent, plats froids : quelle déception !",
              "Pas mauvais du tout, l'accueil était même très agréable.",
              "L'application plante sans arrêt, je ne la recommande pas."));

  static final SentimentDemo ARABIC =
      new SentimentDemo(
          Language.AR,
          "Sentiment of Arabic and Tunisian sentences",
          List.of(
              "الفيلم رائع والقصة مؤثرة جدا",
              "الخدمة سيئة والطعام بارد",
              "برشة باهي والجو يعمل الكيف",
              "ما عجبنيش الكتاب، ممل برشة"));

  /** What one model brought. */
  record Outcome(double accuracy, double seconds, ClassificationSection section) {}

  Outcome run(Session session, int epochs) {
    Samples samples = Samples.of(language);
    SentimentOptions options = options(session, epochs);
    session.say("");
    session.say(
        "%s: %d to learn from, %d to watch, %d to be judged on"
            .formatted(
                heading,
                samples.train().rows().size(),
                samples.valid().rows().size(),
                samples.test().rows().size()));
    long start = System.nanoTime();
    SentimentTraining training =
        new SentimentTraining(
            samples.train().rows(),
            samples.valid().rows(),
            options,
            session.kernels(),
            List.of(new Progress(session, epochs)));
    try (SentimentModel model = training.run()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      ClassificationReport report = model.evaluate(samples.test().rows());
      if (!session.json()) {
        tell(session, report, seconds, model.predict(sentences));
      }
      return new Outcome(
          report.accuracy(), seconds, section(training, model, samples, report, seconds));
    }
  }

  /** Small samples want larger steps than the recipe for real data, and more rounds. */
  private SentimentOptions options(Session session, int epochs) {
    SentimentOptions d = SentimentOptions.defaults(language);
    return new SentimentOptions(
        language,
        d.layer(),
        d.units(),
        d.embeddingDim(),
        d.dropout(),
        d.wordDropout(),
        1,
        d.maxWords(),
        d.ngramBuckets(),
        d.wideStrength(),
        d.refit(),
        epochs,
        16,
        0.003,
        d.clipNorm(),
        epochs,
        session.seed());
  }

  private void tell(
      Session session, ClassificationReport report, double seconds, List<Prediction> predictions) {
    session
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: test accuracy %.3f on %d sentences, trained in %.1f s",
                heading,
                report.accuracy(),
                report.rows(),
                seconds));
    for (Prediction p : predictions) {
      session
          .out()
          .println(
              String.format(Locale.ROOT, "  %s  %.2f  %s", p.label(), p.probability(), p.text()));
    }
  }

  private ClassificationSection section(
      SentimentTraining training,
      SentimentModel model,
      Samples samples,
      ClassificationReport report,
      double seconds) {
    String summary =
        "A bidirectional LSTM learnt from %d sentences; it is judged on %d that it has not seen."
            .formatted(samples.train().rows().size(), samples.test().rows().size());
    List<Score> scores =
        List.of(
            Score.fraction("accuracy", report.accuracy()),
            Score.fraction("macro-F1", report.macroF1()),
            Score.fraction("calibration error", report.ece()),
            Score.seconds("training", seconds));
    long[][] counts =
        report.confusion().stream()
            .map(row -> row.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    List<ExplainedText> texts = new ArrayList<>();
    for (String sentence : sentences) {
      texts.add(explained(model.explain(sentence), Optional.empty()));
    }
    for (LabelledText row : samples.test().rows().subList(0, EXPLAINED)) {
      texts.add(explained(model.explain(row.text()), Optional.of(row.label())));
    }
    return new ClassificationSection(
        heading,
        language.name().toLowerCase(Locale.ROOT),
        summary,
        scores,
        curves(training),
        ConfusionTable.of(report.labels(), counts),
        calibration(model, samples.test().rows()),
        texts);
  }

  private static LearningCurves curves(SentimentTraining training) {
    List<EpochReport> history = training.history();
    List<LearningCurves.Curve> curves = new ArrayList<>();
    for (String name : List.of("loss", "accuracy")) {
      curves.add(
          new LearningCurves.Curve(
              name,
              history.stream().map(e -> e.metric(name)).toList(),
              history.stream().map(e -> e.metric("val_" + name)).toList()));
    }
    return new LearningCurves(curves, OptionalInt.of(training.bestEpoch()));
  }

  private static List<CalibrationBin> calibration(SentimentModel model, List<LabelledText> rows) {
    double[][] probabilities =
        model.predict(rows.stream().map(LabelledText::text).toList()).stream()
            .map(p -> p.probabilities().values().stream().mapToDouble(v -> v).toArray())
            .toArray(double[][]::new);
    int[] labels = rows.stream().mapToInt(r -> model.labels().indexOf(r.label())).toArray();
    return CalibrationError.of(probabilities, labels).table().stream()
        .map(b -> new CalibrationBin(b.from(), b.to(), b.rows(), b.confidence(), b.accuracy()))
        .toList();
  }

  private static ExplainedText explained(Explanation explanation, Optional<String> expected) {
    List<WeightedSpan> spans =
        explanation.tokens().stream()
            .map(t -> new WeightedSpan(t.start(), t.end(), t.weight()))
            .toList();
    Prediction p = explanation.prediction();
    Map<String, Double> probabilities = p.probabilities();
    return new ExplainedText(p.text(), p.label(), probabilities, spans, expected);
  }
}
