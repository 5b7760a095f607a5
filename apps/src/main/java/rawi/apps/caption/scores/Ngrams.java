package rawi.apps.caption.scores;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of n tokens that follow one another, with how often each occurs. */
final class Ngrams {
  private Ngrams() {}

  static Map<List<String>, Integer> of(List<String> tokens, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
    }
    return counts;
  }
}
