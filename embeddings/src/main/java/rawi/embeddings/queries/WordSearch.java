package rawi.embeddings.queries;

import java.util.List;
import java.util.Set;

/** Finds the words whose vectors point in nearly the same direction. Safe for several threads. */
public interface WordSearch {
  /**
   * The nearest words by the cosine of the angle, the nearest first, equals in the order of their
   * numbers. A vector of zeros is similar to nothing: 0.
   *
   * @param count how many, at most
   * @param without numbers of words that are no answer
   */
  List<Neighbour> nearest(float[] query, int count, Set<Integer> without);
}
