package rawi.apps.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text, what was predicted for it, and which of its pieces decided.
 *
 * @param text as it was written, never normalized: the spans point into it
 * @param label the prediction
 * @param probabilities of every label, {@code label} among them
 * @param spans kept in the order of the text; they may touch and leave gaps, not overlap
 * @param expected the true label, where it is known
 */
public record ExplainedText(
    String text,
    String label,
    Map<String, Double> probabilities,
    List<WeightedSpan> spans,
    Optional<String> expected) {
  /**
   * @throws IllegalArgumentException if the label has no probability, or a span lies outside the
   *     text, overlaps another, or cuts a surrogate pair
   */
  public ExplainedText {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    spans = spans.stream().sorted(Comparator.comparingInt(WeightedSpan::start)).toList();
    if (!probabilities.containsKey(label)) {
      throw new IllegalArgumentException(
          "explained text: expected a probability of '%s', got those of %s"
              .formatted(label, probabilities.keySet()));
    }
    int last = 0;
    for (WeightedSpan span : spans) {
      if (span.start() < last || span.end() > text.length()) {
        throw new IllegalArgumentException(
            "explained text: expected a span between %s and %s, got %s to %s"
                .formatted(last, text.length(), span.start(), span.end()));
      }
      if (cutsPair(text, span.start()) || cutsPair(text, span.end())) {
        throw new IllegalArgumentException(
            "explained text: expected spans of whole characters, got %s to %s, which cuts a"
                    .formatted(span.start(), span.end())
                + " surrogate pair");
      }
      last = span.end();
    }
  }

  /** The largest finite |weight|; 0 where there is none. */
  double strongest() {
    return spans.stream()
        .mapToDouble(span -> Math.abs(span.weight()))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static boolean cutsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }
}
