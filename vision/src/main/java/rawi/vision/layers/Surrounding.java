package rawi.vision.layers;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.backend.AxisMap;

/** What layers that put something around a plane have in common. */
final class Surrounding {
  private Surrounding() {}

  /** Which place a place before the first (below 0) or behind the last (n and above) repeats. */
  @FunctionalInterface
  interface Beyond {
    int place(int at, int n);
  }

  static Shape outputShape(String layer, Margins margins, Shape input) {
    Planes.require(layer, input);
    return Shape.of(
        larger(Planes.height(input), margins.top() + margins.bottom()),
        larger(Planes.width(input), margins.left() + margins.right()),
        input.last());
  }

  private static long larger(long n, int by) {
    return n == Shape.ANY ? n : n + by;
  }

  static Layer layer(Margins margins, Beyond beyond) {
    return (in, context) -> {
      int height = (int) in.values().size(1);
      int width = (int) in.values().size(2);
      return Resampled.pass(
          in,
          map(height, margins.top(), margins.bottom(), beyond),
          map(width, margins.left(), margins.right(), beyond),
          context);
    };
  }

  private static AxisMap map(int n, int before, int after, Beyond beyond) {
    return AxisMap.copying(
        n,
        before + n + after,
        i -> {
          int at = i - before;
          return at >= 0 && at < n ? at : beyond.place(at, n);
        });
  }
}
