package rawi.vision.applications;

import rawi.nn.Shape;

/** What the architectures ask of an image. */
final class Planar {
  private Planar() {}

  /** Refuses an image that an architecture would shrink to nothing. */
  static void require(String architecture, Shape input, int smallest) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: expected (height, width, channels), got %s".formatted(architecture, input));
    }
    for (long side : input.dims().subList(0, 2)) {
      if (side != Shape.ANY && side < smallest) {
        throw new IllegalArgumentException(
            "%s: expected images of at least %d x %d, got one example of shape %s"
                .formatted(architecture, smallest, smallest, input));
      }
    }
  }
}
