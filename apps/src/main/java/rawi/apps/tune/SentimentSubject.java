package rawi.apps.tune;

import java.util.List;
import java.util.Map;
import rawi.apps.hyper.Settings;
import rawi.apps.sentiment.LabelledText;
import rawi.apps.sentiment.SentimentModel;
import rawi.apps.sentiment.SentimentParameters;
import rawi.apps.sentiment.SentimentTraining;
import rawi.nn.backend.Kernels;
import rawi.nn.selection.Holdout;
import rawi.tokenize.Language;

/** Sentiment under cross-validation. */
record SentimentSubject(List<LabelledText> rows, Portions portions, Language language, long seed)
    implements Subject {

  @Override
  public void check(Settings settings) {
    check(settings, language, seed);
  }

  /** Refuses settings that cannot be, whatever the rows. */
  static void check(Settings settings, Language language, long seed) {
    SentimentParameters.options(settings, language, seed);
    Portions.check(settings);
  }

  @Override
  public Map<String, Double> run(Settings settings, int fold, Kernels kernels) {
    Holdout parts = portions.learnt(fold, settings);
    List<LabelledText> train = part(parts.train());
    SentimentTraining training =
        new SentimentTraining(
            train,
            part(parts.valid()),
            SentimentParameters.options(settings, language, seed),
            kernels,
            List.of());
    try (SentimentModel model = training.run()) {
      return Measure.all(model.evaluate(part(portions.judged(fold))), model.evaluate(train));
    }
  }

  private List<LabelledText> part(List<Integer> numbers) {
    return numbers.stream().map(rows::get).toList();
  }
}
