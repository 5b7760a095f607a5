package rawi.embeddings.queries;

import java.util.stream.IntStream;
import rawi.embeddings.WordVectors;
import rawi.nn.backend.Workers;

/**
 * Each vector in two bits a number, for quick estimates of products. A vector is brought to length
 * 1 and each of its numbers measured from their mean, in standard deviations, z; a code is the
 * nearest of four evenly spaced levels, (code - 1.5) STEP. As with one-bit codes (Gao and Long
 * 2024) the product of the levels with a query is multiplied by |z|^2 / (z . levels), which makes
 * the estimate right on average.
 */
final class TwoBitCodes {
  /** The spacing of four levels that is best for normally distributed numbers (Max 1960). */
  private static final double STEP = 0.9957;

  /** Bits of a query's numbers. */
  private static final int QUERY_BITS = 4;

  private final WordVectors vectors;
  private final int blocks; // of 64 numbers
  private final double[] mean;
  private final double[] spread;
  private final long[] codes; // for each word and block its high bits, its low bits
  private final float[] factor;
  private final float[] sum; // of a word's codes

  TwoBitCodes(WordVectors vectors, Workers workers) {
    this.vectors = vectors;
    this.blocks = (vectors.dimensions() + Long.SIZE - 1) / Long.SIZE;
    this.mean = new double[vectors.dimensions()];
    this.spread = new double[vectors.dimensions()];
    this.codes = new long[Math.multiplyExact(vectors.size(), 2 * blocks)];
    this.factor = new float[vectors.size()];
    this.sum = new float[vectors.size()];
    measure();
    int parts = workers.threads();
    workers.each(
        parts,
        part ->
            IntStream.range(
                    (int) ((long) vectors.size() * part / parts),
                    (int) ((long) vectors.size() * (part + 1) / parts))
                .forEach(this::encode));
  }

  int words() {
    return vectors.size();
  }

  /** Mean and standard deviation of each number. */
  private void measure() {
    float[] row = new float[mean.length];
    for (int word = 0; word < vectors.size(); word++) {
      unit(word, row);
      for (int j = 0; j < row.length; j++) {
        mean[j] += row[j];
        spread[j] += (double) row[j] * row[j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= Math.max(1, vectors.size());
      double variance = spread[j] / Math.max(1, vectors.size()) - mean[j] * mean[j];
      spread[j] = Math.sqrt(Math.max(variance, 1e-12));
    }
  }

  private void unit(int word, float[] row) {
    vectors.table().copyRow(word, row);
    float norm = vectors.norm(word);
    for (int j = 0; j < row.length && norm > 0; j++) {
      row[j] /= norm;
    }
  }

  private void encode(int word) {
    float[] row = new float[mean.length];
    unit(word, row);
    double length = 0;
    double product = 0;
    int total = 0;
    for (int j = 0; j < row.length; j++) {
      double z = (row[j] - mean[j]) / spread[j];
      int code = (int) Math.max(0, Math.min(3, Math.floor(z / STEP + 2)));
      int at = (word * blocks + j / Long.SIZE) * 2;
      codes[at] |= (long) (code >> 1) << j;
      codes[at + 1] |= (long) (code & 1) << j;
      total += code;
      length += z * z;
      product += z * (code - 1.5) * STEP;
    }
    factor[word] = (float) (product > 0 ? length / product : 0);
    sum[word] = total;
  }

  /** A query as bits of its numbers, and what turns counts of them into estimates. */
  record Query(long[] bits, double lowest, double step, double ofMean, double total) {}

  Query query(float[] unit) {
    double[] weight = new double[unit.length];
    double largest = 1e-30;
    double ofMean = 0;
    double total = 0;
    for (int j = 0; j < unit.length; j++) {
      weight[j] = unit[j] * spread[j];
      largest = Math.max(largest, Math.abs(weight[j]));
      ofMean += unit[j] * mean[j];
      total += weight[j];
    }
    double step = 2 * largest / ((1 << QUERY_BITS) - 1);
    long[] bits = new long[blocks * QUERY_BITS];
    for (int j = 0; j < unit.length; j++) {
      int value = (int) Math.round((weight[j] + largest) / step);
      for (int b = 0; b < QUERY_BITS; b++) {
        bits[j / Long.SIZE * QUERY_BITS + b] |= (long) (value >> b & 1) << j;
      }
    }
    return new Query(bits, -largest, step, ofMean, total);
  }

  /** Estimates the similarities of words {@code from} to {@code to} with a query. */
  void estimate(Query query, int from, int to, float[] estimates) {
    long[] q = query.bits;
    for (int word = from; word < to; word++) {
      int c0 = 0;
      int c1 = 0;
      int c2 = 0;
      int c3 = 0;
      int at = word * blocks * 2;
      for (int k = 0; k < q.length; k += QUERY_BITS) {
        long high = codes[at];
        long low = codes[at + 1];
        at += 2;
        c0 += 2 * Long.bitCount(high & q[k]) + Long.bitCount(low & q[k]);
        c1 += 2 * Long.bitCount(high & q[k + 1]) + Long.bitCount(low & q[k + 1]);
        c2 += 2 * Long.bitCount(high & q[k + 2]) + Long.bitCount(low & q[k + 2]);
        c3 += 2 * Long.bitCount(high & q[k + 3]) + Long.bitCount(low & q[k + 3]);
      }
      int count = c0 + 2 * c1 + 4 * c2 + 8 * c3;
      double product = query.lowest * sum[word] + query.step * count - 1.5 * query.total;
      estimates[word] = (float) (query.ofMean + factor[word] * STEP * product);
    }
  }
}
