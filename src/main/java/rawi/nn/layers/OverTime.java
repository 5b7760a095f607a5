package rawi.nn.layers;

import rawi.nn.Shape;

/** What the layers that reduce time have in common. */
final class OverTime {
  private OverTime() {}

  static Shape outputShape(String layer, Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          layer
              + ": expected (batch, time, features), got one example of shape "
              + input
              + "; set returnSequences on the layer before it");
    }
    return Shape.of(input.last());
  }
}
