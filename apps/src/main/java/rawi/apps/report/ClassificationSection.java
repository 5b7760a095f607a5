package rawi.apps.report;

import java.util.List;

/**
 * A text classifier: how it learnt, where it errs, how far its probabilities can be believed, and
 * which tokens decided. Every part that is empty is left out of the page.
 *
 * @param calibration bins of the reliability diagram in rising order of confidence
 * @param texts explained predictions
 */
public record ClassificationSection(
    String heading,
    String language,
    String summary,
    List<Score> scores,
    LearningCurves curves,
    ConfusionTable confusion,
    List<CalibrationBin> calibration,
    List<ExplainedText> texts)
    implements Section {
  /**
   * @throws IllegalArgumentException if {@code language} is no BCP 47 tag
   */
  public ClassificationSection {
    Language.of(language);
    scores = List.copyOf(scores);
    calibration = List.copyOf(calibration);
    texts = List.copyOf(texts);
  }
}
