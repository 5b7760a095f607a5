package rawi.apps.tune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the combinations are ranked by, on rows that were not learnt from. */
enum Measure {
  ACCURACY(true),
  MACRO_F1(true),
  LOSS(false);

  private final boolean higherIsBetter;

  Measure(boolean higherIsBetter) {
    this.higherIsBetter = higherIsBetter;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  static Measure of(String name) {
    return Arrays.stream(values())
        .filter(m -> m.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "score: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Measure::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** The better first; what is not a number last. */
  Comparator<Double> order() {
    Comparator<Double> lowerFirst = Comparator.naturalOrder();
    Comparator<Double> order = higherIsBetter ? lowerFirst.reversed() : lowerFirst;
    return Comparator.comparing((Double value) -> value.isNaN()).thenComparing(order);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
