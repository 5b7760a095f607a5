package rawi.apps.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.apps.hyper.Settings;
import rawi.apps.nextword.Judgement;
import rawi.apps.nextword.NextWordModel;
import rawi.apps.nextword.NextWordParameters;
import rawi.apps.nextword.NextWordTraining;
import rawi.apps.nextword.Text;
import rawi.apps.nextword.WordCut;
import rawi.nn.backend.Kernels;

/** Language models under cross-validation. */
record NextWordSubject(TextPortions portions, WordCut cut, long seed) implements Subject {

  @Override
  public void check(Settings settings) {
    check(settings, cut, seed);
  }

  /** Refuses settings that cannot be, whatever the text. */
  static void check(Settings settings, WordCut cut, long seed) {
    NextWordParameters.options(settings, cut, seed);
    Portions.check(settings);
  }

  /** Every tenth line of what is learnt is watched instead, as without {@code --valid}. */
  @Override
  public Map<String, Double> run(Settings settings, int fold, Kernels kernels) {
    Text learnt = portions.learnt(fold, settings);
    try (NextWordTraining training =
            NextWordTraining.of(
                learnt,
                Optional.empty(),
                NextWordParameters.options(settings, cut, seed),
                kernels,
                texts -> List.of());
        NextWordModel model = training.run()) {
      Map<String, Double> scores = new LinkedHashMap<>();
      put(scores, "", model.evaluate(portions.judged(fold)));
      put(scores, Ranking.ON_TRAINING_ROWS, model.evaluate(learnt));
      return scores;
    }
  }

  private static void put(Map<String, Double> scores, String prefix, Judgement judgement) {
    scores.put(prefix + Measure.PERPLEXITY, judgement.perplexity());
    scores.put(prefix + Measure.ACCURACY, judgement.top1());
  }
}
