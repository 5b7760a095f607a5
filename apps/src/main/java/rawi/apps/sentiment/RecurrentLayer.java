package rawi.apps.sentiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rawi.nn.Layer;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/** What reads the sentence. */
public enum RecurrentLayer {
  LSTM(false),
  BILSTM(true);

  private final boolean bidirectional;

  RecurrentLayer(boolean bidirectional) {
    this.bidirectional = bidirectional;
  }

  /**
   * The layer of that name, in any case.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static RecurrentLayer of(String name) {
    for (RecurrentLayer layer : values()) {
      if (layer.toString().equalsIgnoreCase(name)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(
        "layer: expected one of "
            + Arrays.stream(values())
                .map(RecurrentLayer::toString)
                .collect(Collectors.joining(", "))
            + ", got '"
            + name
            + "'");
  }

  /** The layer that puts out every step. */
  Layer.Spec spec(int units) {
    LSTM lstm = new LSTM(units, true, false);
    return bidirectional ? new Bidirectional(lstm) : lstm;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
