package rawi.apps.sentiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rawi.nn.Layer;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.RecurrentSpec;

/** What reads the sentence. */
public enum RecurrentLayer {
  SIMPLERNN,
  LSTM,
  GRU,
  BILSTM,
  BIGRU;

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
    return switch (this) {
      case SIMPLERNN -> sequences(rawi.recurrent.SimpleRNN.of(units));
      case LSTM -> sequences(rawi.recurrent.LSTM.of(units));
      case GRU -> sequences(rawi.recurrent.GRU.of(units));
      case BILSTM -> new Bidirectional(sequences(rawi.recurrent.LSTM.of(units)));
      case BIGRU -> new Bidirectional(sequences(rawi.recurrent.GRU.of(units)));
    };
  }

  private static RecurrentSpec sequences(RecurrentSpec layer) {
    return layer.with(o -> o.returnSequences(true));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
