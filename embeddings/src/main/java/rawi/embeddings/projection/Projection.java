package rawi.embeddings.projection;

import java.util.List;

/** Brings points into a plane so that those that were near stay near. */
@FunctionalInterface
public interface Projection {
  /**
   * A place for each point.
   *
   * @param points of one length, at least one
   * @return (points, 2)
   */
  double[][] project(List<float[]> points);
}
