package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How one thread scores places and goes back through the scores, a place at a time, so that all it
 * touches stays in the first-level cache. Every loop has one index for all its arrays: see {@link
 * Pointwise}. What the places were compared to is computed again on the way back, which costs less
 * than to keep it for all steps.
 */
final class CpuLook {
  private final int places;
  private final int size;
  private final FloatBuffer keys; // (groups, places, size)
  private final FloatBuffer dKeys; // the same; what is added to on the way back
  private final float[] score; // v
  private final float[] dScore;
  private final float[] row;
  private final float[] dRow;

  /**
   * @param dKeys of no meaning without a way back
   */
  CpuLook(int places, FloatBuffer keys, FloatBuffer dKeys, float[] score) {
    this.places = places;
    this.size = score.length;
    this.keys = keys;
    this.dKeys = dKeys;
    this.score = score;
    this.dScore = new float[size];
    this.row = new float[size];
    this.dRow = new float[size];
  }

  /** dL/dv so far. */
  float[] dScore() {
    return dScore;
  }

  /** alpha = softmax(v . tanh(K + q)) over the places of a group. */
  void alpha(int group, float[] query, float[] alpha) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < places; i++) {
      keys.get((group * places + i) * size, row);
      compare(row, query, size);
      alpha[i] = dot(row, score, size);
      largest = Math.max(largest, alpha[i]);
    }
    double total = 0;
    for (int i = 0; i < places; i++) {
      double exponential = Math.exp(alpha[i] - largest);
      alpha[i] = (float) exponential;
      total += exponential;
    }
    for (int i = 0; i < places; i++) {
      alpha[i] = (float) (alpha[i] / total);
    }
  }

  /**
   * The way back from dL/d(alpha); adds to the gradients of the keys and of v.
   *
   * @param dQuery becomes dL/dq
   */
  void back(int group, float[] query, float[] alpha, float[] dAlpha, float[] dQuery) {
    double common = 0;
    for (int i = 0; i < places; i++) {
      common += alpha[i] * dAlpha[i];
    }
    Arrays.fill(dQuery, 0, size, 0);
    for (int i = 0; i < places; i++) {
      int at = (group * places + i) * size;
      keys.get(at, row);
      compare(row, query, size);
      dKeys.get(at, dRow);
      float de = (float) (alpha[i] * (dAlpha[i] - common));
      add(de, row, dScore, size);
      back(de, score, row, dRow, dQuery, size);
      dKeys.put(at, dRow);
    }
  }

  private static void compare(float[] key, float[] query, int n) {
    for (int j = 0; j < n; j++) {
      key[j] = Rational.tanh(key[j] + query[j]);
    }
  }

  private static void add(float factor, float[] a, float[] into, int n) {
    for (int j = 0; j < n; j++) {
      into[j] += factor * a[j];
    }
  }

  /** g = de v (1 - y^2), added to both. */
  private static void back(float de, float[] v, float[] y, float[] dKey, float[] dQuery, int n) {
    for (int j = 0; j < n; j++) {
      float g = de * v[j] * (1 - y[j] * y[j]);
      dKey[j] += g;
      dQuery[j] += g;
    }
  }

  /** Four sums at once: one would wait for each of its additions. */
  static float dot(float[] a, float[] b, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = 0;
    for (; j < n - 3; j += 4) {
      s0 += a[j] * b[j];
      s1 += a[j + 1] * b[j + 1];
      s2 += a[j + 2] * b[j + 2];
      s3 += a[j + 3] * b[j + 3];
    }
    for (; j < n; j++) {
      s0 += a[j] * b[j];
    }
    return s0 + s1 + (s2 + s3);
  }
}
