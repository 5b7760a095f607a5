package rawi.vision.applications;

import rawi.nn.Shape;
import rawi.vision.layers.Margins;

/**
 * The zeros that Keras's networks put around a plane before a window that halves it: one less at
 * the top and on the left where the plane has an even number of places.
 */
final class Leaning {
  private Leaning() {}

  /**
   * @throws IllegalArgumentException if height or width are not known: the zeros depend on them
   */
  static Margins of(Shape plane, int window) {
    long height = plane.dims().get(0);
    long width = plane.dims().get(1);
    if (height == Shape.ANY || width == Shape.ANY) {
      throw new IllegalArgumentException(
          "expected a known height and width: how a plane is padded before it is halved depends on them");
    }
    int all = window / 2;
    return new Margins(all - (height % 2 == 0 ? 1 : 0), all, all - (width % 2 == 0 ? 1 : 0), all);
  }
}
