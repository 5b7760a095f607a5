package rawi.apps.tune;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import rawi.apps.hyper.Settings;

/**
 * The points that a search tries.
 *
 * @param what the search in one line, to tell it from others
 * @param varied the names of what differs
 */
record Candidates(String what, List<String> varied, List<Settings> points) {
  private static final int MOST_POINTS = 10_000;
  private static final int DRAWS_EACH = 1_000; // before it counts as found that there are no more

  Candidates {
    varied = List.copyOf(varied);
    points = List.copyOf(points);
  }

  /**
   * Every combination of the values, the last dimension varying fastest.
   *
   * @param fixed the values of what is not varied
   */
  static Candidates grid(List<Dimension> dimensions, Settings fixed) {
    List<Settings> points = List.of(fixed);
    for (Dimension dimension : dimensions) {
      if (dimension.range().isPresent()) {
        throw new IllegalArgumentException(
            dimension.name() + ": a range can only be drawn from; add --random N");
      }
      if ((long) points.size() * dimension.values().size() > MOST_POINTS) {
        throw new IllegalArgumentException(
            "--grid: expected at most %d combinations; draw some with --random N"
                .formatted(MOST_POINTS));
      }
      List<Settings> more = new ArrayList<>();
      for (Settings point : points) {
        dimension.values().forEach(value -> more.add(point.with(dimension.name(), value)));
      }
      points = more;
    }
    return new Candidates("grid " + shown(dimensions), names(dimensions), points);
  }

  /**
   * Combinations drawn at random, no two the same; fewer than asked for where there are no more.
   * Those of a smaller count are the first of a larger one.
   */
  static Candidates random(List<Dimension> dimensions, Settings fixed, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<Settings> points = new LinkedHashSet<>();
    int vain = 0;
    while (points.size() < count && vain < DRAWS_EACH) {
      Settings point = fixed;
      for (Dimension dimension : dimensions) {
        point = point.with(dimension.name(), dimension.draw(random));
      }
      vain = points.add(point) ? 0 : vain + 1;
    }
    return new Candidates(
        "random %d of %s".formatted(count, shown(dimensions)),
        names(dimensions),
        List.copyOf(points));
  }

  private static String shown(List<Dimension> dimensions) {
    return dimensions.stream().map(Dimension::toString).collect(Collectors.joining(" "));
  }

  private static List<String> names(List<Dimension> dimensions) {
    return dimensions.stream().map(Dimension::name).toList();
  }
}
