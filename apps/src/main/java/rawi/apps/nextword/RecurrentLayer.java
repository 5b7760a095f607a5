package rawi.apps.nextword;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rawi.nn.Layer;
import rawi.recurrent.RecurrentSpec;

/** What reads a text. */
public enum RecurrentLayer {
  SIMPLERNN,
  LSTM,
  GRU;

  /**
   * The layer of that name, in any case.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static RecurrentLayer of(String name) {
    return Arrays.stream(values())
        .filter(layer -> layer.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(RecurrentLayer::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** One that goes on from batch to batch and puts out every step. */
  Layer.Spec spec(int units) {
    RecurrentSpec spec =
        switch (this) {
          case SIMPLERNN -> rawi.recurrent.SimpleRNN.of(units);
          case LSTM -> rawi.recurrent.LSTM.of(units);
          case GRU -> rawi.recurrent.GRU.of(units);
        };
    return spec.with(o -> o.returnSequences(true).stateful(true));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
