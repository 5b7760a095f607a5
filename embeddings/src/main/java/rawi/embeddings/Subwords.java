package rawi.embeddings;

import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What composes vectors of words that have none of their own: the rows of their character n-grams.
 *
 * @param ngrams how words are cut and hashed
 * @param rowOf the row of a bucket, below 0 for one that was never learnt
 * @param rows the vectors of n-grams
 */
public record Subwords(CharacterNgrams ngrams, IntUnaryOperator rowOf, VectorTable rows) {

  /** The mean of the rows of a word's n-grams, as fastText has it; empty if none was learnt. */
  public Optional<float[]> compose(String word) {
    float[] sum = new float[rows.dimensions()];
    int known = addTo(sum, word);
    return known == 0 ? Optional.empty() : Optional.of(divide(sum, known));
  }

  /** The mean of a word's own row and the rows of its n-grams: what a known word's vector is. */
  public float[] composeWith(float[] own, String word) {
    float[] sum = own.clone();
    return divide(sum, 1 + addTo(sum, word));
  }

  /** Adds the rows of a word's n-grams; how many there were. */
  private int addTo(float[] sum, String word) {
    float[] row = new float[sum.length];
    int known = 0;
    for (int bucket : ngrams.of(word)) {
      int at = rowOf.applyAsInt(bucket);
      if (at >= 0) {
        rows.copyRow(at, row);
        known++;
        for (int j = 0; j < sum.length; j++) {
          sum[j] += row[j];
        }
      }
    }
    return known;
  }

  private static float[] divide(float[] sum, int count) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] /= count;
    }
    return sum;
  }
}
