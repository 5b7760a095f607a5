package rawi.embeddings.training;

/**
 * Draws words with probabilities in proportion to count^0.75 (Mikolov and others 2013, section
 * 2.2), in constant time by the alias method (Walker 1977, Vose 1991): a place is drawn evenly, and
 * gives its own word or, by a second draw, the other one that shares it.
 */
final class NegativeSampler {
  private static final double POWER = 0.75;
  private static final double SHARES = 1L << 31;

  private final int[] own; // shares of a place, of 2^31, that are its own word's
  private final int[] other;

  NegativeSampler(long[] counts) {
    int words = counts.length;
    own = new int[words];
    other = new int[words];
    double[] weight = weights(counts);
    int[] small = new int[words];
    int[] large = new int[words];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < words; i++) {
      if (weight[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[--larges];
      own[less] = (int) Math.min(Integer.MAX_VALUE, weight[less] * SHARES);
      other[less] = more;
      weight[more] -= 1 - weight[less];
      if (weight[more] < 1) {
        small[smalls++] = more;
      } else {
        large[larges++] = more;
      }
    }
    while (larges > 0) {
      alone(large[--larges]);
    }
    while (smalls > 0) { // by rounding only
      alone(small[--smalls]);
    }
  }

  /** Weights whose mean is 1. */
  private static double[] weights(long[] counts) {
    double[] weight = new double[counts.length];
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      weight[i] = Math.pow((double) counts[i], POWER);
      sum += weight[i];
    }
    for (int i = 0; i < counts.length; i++) {
      weight[i] *= counts.length / sum;
    }
    return weight;
  }

  private void alone(int word) {
    own[word] = Integer.MAX_VALUE;
    other[word] = word;
  }

  /** The word that 64 random bits stand for. */
  int draw(long bits) {
    int place = (int) (((bits >>> 32) * own.length) >>> 32);
    return ((int) bits & Integer.MAX_VALUE) < own[place] ? place : other[place];
  }
}
