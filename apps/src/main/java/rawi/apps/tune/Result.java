package rawi.apps.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one training run came to.
 *
 * @param point the number of the combination, from 0
 * @param fold the number of the fold that it was judged on, from 0
 * @param scores by name; empty where it failed
 * @param failure what went wrong, if something did
 */
record Result(int point, int fold, Map<String, Double> scores, Optional<String> failure)
    implements Comparable<Result> {
  Result {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** In the order of the search. */
  @Override
  public int compareTo(Result other) {
    int byPoint = Integer.compare(point, other.point);
    return byPoint != 0 ? byPoint : Integer.compare(fold, other.fold);
  }
}
