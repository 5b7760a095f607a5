package rawi.apps.nextword;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the probabilities of all words are computed. */
public enum SoftmaxKind {
  /** Adaptive for more words than a full one is quick for. */
  AUTO,
  FULL,
  ADAPTIVE;

  private static final int MANY = 30_000;
  private static final int LEAST = 16; // ids that can be cut into a head and clusters

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static SoftmaxKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "softmax: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(SoftmaxKind::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** The first id of each cluster of rarer words; none for a full softmax. */
  List<Integer> cutoffs(int words) {
    boolean adaptive = this == ADAPTIVE || (this == AUTO && words > MANY);
    return adaptive && words >= LEAST ? List.of(words / 10, words / 5 * 2) : List.of();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
