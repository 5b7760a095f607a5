package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The logarithm of the sum of e^z over words that come block by block, for many rows at once: the
 * largest logit of each row so far, and the sum of e^(z - largest). Logits lie word by word,
 * (words, rows), so that each step is one of whole rows, vector code.
 */
final class LogSumExp {
  private final float[] largest;
  private final float[] before;
  private final float[] sum;
  private final float[] row;

  LogSumExp(int rows) {
    largest = new float[rows];
    before = new float[rows];
    sum = new float[rows];
    row = new float[rows];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
  }

  /** The largest so far. */
  float[] largest() {
    return largest;
  }

  /** The sums so far. */
  float[] sum() {
    return sum;
  }

  /**
   * Takes the logits of some words, a row of the block each.
   *
   * @param first of the words
   * @param keeping whether e^(z - largest) takes the place of the logits
   */
  void take(FloatBuffer block, int stride, float[] bias, int first, int count, boolean keeping) {
    int n = row.length;
    System.arraycopy(largest, 0, before, 0, n);
    for (int i = 0; i < count; i++) {
      block.get(i * stride, row);
      raise(row, bias[first + i], largest, n);
    }
    lower(sum, before, largest, n);
    for (int i = 0; i < count; i++) {
      block.get(i * stride, row);
      exponentials(row, bias[first + i], largest, n);
      Pointwise.add(row, sum, n);
      if (keeping) {
        block.put(i * stride, row);
      }
    }
  }

  private static void raise(float[] z, float b, float[] largest, int n) {
    for (int j = 0; j < n; j++) {
      largest[j] = Math.max(largest[j], z[j] + b);
    }
  }

  /** What was added up below a smaller largest, below the new one. */
  private static void lower(float[] sum, float[] before, float[] largest, int n) {
    for (int j = 0; j < n; j++) {
      sum[j] *= Exponential.exp(before[j] - largest[j]);
    }
  }

  private static void exponentials(float[] z, float b, float[] largest, int n) {
    for (int j = 0; j < n; j++) {
      z[j] = Exponential.exp(z[j] + b - largest[j]);
    }
  }
}
