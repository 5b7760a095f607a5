package rawi.embeddings.training;

import java.util.SplittableRandom;

/**
 * Leaves out frequent words at times: one whose share of the text is f stays with probability
 * sqrt(t / f) + t / f, as in word2vec's program (Mikolov and others 2013, section 2.3, have it
 * without the second term).
 */
final class Subsampling {
  private final int[] stays; // probability, of 2^31

  Subsampling(long[] counts, long total, double threshold) {
    stays = new int[counts.length];
    for (int i = 0; i < stays.length; i++) {
      double share = threshold * total / counts[i];
      double probability = threshold == 0 ? 1 : Math.sqrt(share) + share;
      stays[i] = (int) Math.min(Integer.MAX_VALUE, probability * (1L << 31));
    }
  }

  /** Moves the words that stay to the front; how many they are. */
  int apply(int[] sentence, int size, SplittableRandom random) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int stay = stays[sentence[i]];
      if (stay == Integer.MAX_VALUE || random.nextInt() >>> 1 < stay) {
        sentence[kept++] = sentence[i];
      }
    }
    return kept;
  }
}
