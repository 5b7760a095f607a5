package rawi.apps.tune;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rawi.nn.metrics.ClassificationReport;

/** What the combinations are ranked by, on rows that were not learnt from. */
enum Measure {
  ACCURACY(true),
  MACRO_F1(true),
  LOSS(false),
  PERPLEXITY(false);

  /** Of classifiers; the first is the default. */
  static final List<Measure> OF_CLASSES = List.of(ACCURACY, MACRO_F1, LOSS);

  /** Of models of the next word, whose accuracy is the share of words that were guessed at once. */
  static final List<Measure> OF_NEXT_WORDS = List.of(PERPLEXITY, ACCURACY);

  private final boolean higherIsBetter;

  Measure(boolean higherIsBetter) {
    this.higherIsBetter = higherIsBetter;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  static Measure of(String name, List<Measure> known) {
    return known.stream()
        .filter(m -> m.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "score: expected one of %s, got '%s'"
                        .formatted(
                            known.stream().map(Measure::toString).collect(Collectors.joining(", ")),
                            name)));
  }

  /** All that classifiers have, on what was not learnt from and on what was. */
  static Map<String, Double> all(ClassificationReport unseen, ClassificationReport learnt) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Measure measure : OF_CLASSES) {
      scores.put(measure.toString(), measure.in(unseen));
      scores.put(Ranking.ON_TRAINING_ROWS + measure, measure.in(learnt));
    }
    return scores;
  }

  private double in(ClassificationReport report) {
    return switch (this) {
      case ACCURACY -> report.accuracy();
      case MACRO_F1 -> report.macroF1();
      case LOSS -> report.loss();
      case PERPLEXITY -> Math.exp(report.loss());
    };
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
