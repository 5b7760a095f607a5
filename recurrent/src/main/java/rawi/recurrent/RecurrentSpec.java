package rawi.recurrent;

import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Scan;

/** What the recurrent layers declare, and how {@link Bidirectional} takes one apart. */
public sealed interface RecurrentSpec extends Layer.Spec permits LSTM {
  int units();

  boolean returnSequences();

  /** The same layer, putting out every step or the last alone. */
  RecurrentSpec withReturnSequences(boolean sequences);

  /**
   * This layer's weights, to be run in one direction of time; outputs stay at their inputs' place.
   */
  Direction directed(Shape input, Weights weights, boolean backwards, Scan.Masked masked);

  @Override
  default Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "%s: expected (batch, time, features), got one example of shape %s; "
                  .formatted(getClass().getSimpleName(), input)
              + "set returnSequences on the layer before it");
    }
    return returnSequences() ? input.withLast(units()) : Shape.of(units());
  }
}
