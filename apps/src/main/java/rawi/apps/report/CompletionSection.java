package rawi.apps.report;

import java.util.List;

/**
 * A language model: how it learnt, how it would go on with some beginnings, and what it writes.
 *
 * @param completions beginnings with their suggestions
 * @param written texts that it made up; may be none
 */
public record CompletionSection(
    String heading,
    String language,
    String summary,
    List<Score> scores,
    LearningCurves curves,
    List<Completion> completions,
    List<String> written)
    implements Section {
  /**
   * @throws IllegalArgumentException if {@code language} is no BCP 47 tag
   */
  public CompletionSection {
    Language.of(language);
    scores = List.copyOf(scores);
    completions = List.copyOf(completions);
    written = List.copyOf(written);
  }
}
