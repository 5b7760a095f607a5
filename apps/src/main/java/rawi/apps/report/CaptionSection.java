package rawi.apps.report;

import java.util.List;

/**
 * A captioner: how it learnt, and pictures with its captions.
 *
 * @param curves of its training; may be none
 */
public record CaptionSection(
    String heading,
    String language,
    String summary,
    List<Score> scores,
    LearningCurves curves,
    List<CaptionedPicture> pictures)
    implements Section {
  /**
   * @throws IllegalArgumentException if {@code language} is no BCP 47 tag
   */
  public CaptionSection {
    Language.of(language);
    scores = List.copyOf(scores);
    pictures = List.copyOf(pictures);
  }
}
