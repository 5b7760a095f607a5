package rawi.apps.nextword;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the learning rate falls. */
public enum Decay {
  /** Halved after an epoch whose validation loss is not lower than the best. */
  PLATEAU,
  /** Along half a wave of the cosine, from the first step to 0 at the last of all epochs. */
  COSINE,
  NONE;

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static Decay of(String name) {
    return Arrays.stream(values())
        .filter(decay -> decay.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "decay: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Decay::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
