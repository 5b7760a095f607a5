package rawi.apps.caption;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What tells the best epoch. */
public enum Watched {
  /** The loss of the validation captions. */
  LOSS("val_loss"),
  /** The mean of BLEU-1 to BLEU-4 of what is said of the validation images. */
  BLEU("val_bleu"),
  /** CIDEr-D of what is said of the validation images. */
  CIDER("val_cider");

  private final String metric;

  Watched(String metric) {
    this.metric = metric;
  }

  /** Its name among the metrics of an epoch. */
  String metric() {
    return metric;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static Watched of(String name) {
    return Arrays.stream(values())
        .filter(w -> w.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "watch: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Watched::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
