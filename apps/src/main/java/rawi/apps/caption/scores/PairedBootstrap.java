package rawi.apps.caption.scores;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether one system's captions are better than another's, or only lucky in these images (Koehn
 * 2004): images are drawn with replacement, as many as there are, and both systems scored on the
 * same draw; the spread of the difference over many draws is that of its luck. CIDEr-D keeps the
 * weights of words that the whole set gives.
 *
 * @param difference first minus second, on all images
 * @param low the 2.5 % quantile of the differences
 * @param high their 97.5 % quantile
 * @param better share of draws in which the first is better, ties counting half
 */
public record PairedBootstrap(
    Scores.Metric metric, double difference, double low, double high, double better) {
  /** How many draws are usual. */
  public static final int DRAWS = 1000;

  private static final long SEED = 1;
  private static final double TAIL = 0.025;

  /** Compares two systems on the same images by each score, on draws of one seed. */
  public static List<PairedBootstrap> all(
      List<List<String>> first, List<List<String>> second, List<List<List<String>>> references) {
    return Arrays.stream(Scores.Metric.values())
        .map(metric -> of(metric, first, second, references, DRAWS, SEED))
        .toList();
  }

  /**
   * Compares two systems on the same images.
   *
   * @throws IllegalArgumentException as {@link CaptionScores#of}, or without a draw
   */
  public static PairedBootstrap of(
      Scores.Metric metric,
      List<List<String>> first,
      List<List<String>> second,
      List<List<List<String>>> references,
      int draws,
      long seed) {
    if (draws < 1) {
      throw new IllegalArgumentException("bootstrap: expected at least one draw, got " + draws);
    }
    ScoredCaptions one = new ScoredCaptions(first, references);
    ScoredCaptions other = new ScoredCaptions(second, references);
    SplittableRandom random = new SplittableRandom(seed);
    double[] differences = new double[draws];
    double better = 0;
    for (int i = 0; i < draws; i++) {
      int[] places = random.ints(one.size(), 0, one.size()).toArray();
      differences[i] = metric.of(one.scores(places)) - metric.of(other.scores(places));
      better += differences[i] > 0 ? 1 : differences[i] == 0 ? 0.5 : 0;
    }
    Arrays.sort(differences);
    return new PairedBootstrap(
        metric,
        metric.of(one.scores()) - metric.of(other.scores()),
        quantile(differences, TAIL),
        quantile(differences, 1 - TAIL),
        better / draws);
  }

  /** Between the two nearest of sorted values, in proportion. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
