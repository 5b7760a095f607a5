package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The way back through {@link CpuLook}, y_i = tanh(K_i + q) computed again, which costs less than
 * to keep it for all steps:
 *
 * <pre>
 * g_i = de_i (1 - y_i^2)      dL/dK_i = v g_i      dL/dq = v sum_i g_i      dL/dv = sum_i de_i y_i
 * </pre>
 *
 * The products by v come last, once for all steps. Sums over places have as many partial sums as
 * there are places in a chunk.
 */
final class CpuLookBack {
  private final int places;
  private final int size;
  private final FloatBuffer keys; // (groups, places, size)
  private final FloatBuffer dKeys; // the same
  private final float[] score; // v
  private final float[] key;
  private final float[] queries; // q for each place of a chunk
  private final float[] des; // de of each element's place
  private final float[] dKey;
  private final float[] dQueries;
  private final float[] dScores; // of all steps
  private final float[] piece;

  CpuLookBack(AttentiveMemory memory, FloatBuffer dKeys) {
    this.places = memory.places;
    this.size = memory.size;
    this.keys = memory.keys.buffer();
    this.dKeys = dKeys;
    this.score = memory.score;
    int length = size * CpuLook.chunk(places, size);
    this.key = new float[length];
    this.queries = new float[length];
    this.des = new float[length];
    this.dKey = new float[length];
    this.dQueries = new float[length];
    this.dScores = new float[length];
    this.piece = new float[size];
  }

  /**
   * One row at one step; adds to dL/dv, and to dL/dK what is still to be multiplied by v.
   *
   * @param de dL/de, (places)
   * @param dQuery becomes dL/dq
   */
  void back(int group, float[] query, float[] de, float[] dQuery) {
    CpuLook.repeat(query, size, queries);
    Arrays.fill(dQueries, 0);
    int chunk = key.length / size;
    for (int i = 0; i < places; i += chunk) {
      int count = Math.min(chunk, places - i);
      int n = count * size;
      int at = (group * places + i) * size;
      keys.get(at, key, 0, n);
      CpuLook.compare(key, queries, n);
      for (int k = 0; k < count; k++) {
        Arrays.fill(des, k * size, (k + 1) * size, de[i + k]);
      }
      dKeys.get(at, dKey, 0, n);
      back(key, des, dKey, dQueries, dScores, n);
      dKeys.put(at, dKey, 0, n);
    }
    fold(dQueries, dQuery);
    Pointwise.product(dQuery, score, dQuery, size);
  }

  private static void back(
      float[] y, float[] de, float[] dKey, float[] dQuery, float[] dScore, int n) {
    for (int j = 0; j < n; j++) {
      float g = de[j] * (1 - y[j] * y[j]);
      dKey[j] += g;
      dQuery[j] += g;
      dScore[j] += de[j] * y[j];
    }
  }

  /** The partial sums of the places of a chunk, added up. */
  private void fold(float[] partial, float[] sum) {
    System.arraycopy(partial, 0, sum, 0, size);
    for (int at = size; at < partial.length; at += size) {
      System.arraycopy(partial, at, piece, 0, size);
      Pointwise.add(piece, sum, size);
    }
  }

  /** Multiplies dL/dK of a group by v, after its last step. */
  void finish(int group) {
    CpuLook.repeat(score, size, queries);
    int chunk = key.length / size;
    for (int i = 0; i < places; i += chunk) {
      int n = Math.min(chunk, places - i) * size;
      int at = (group * places + i) * size;
      dKeys.get(at, dKey, 0, n);
      Pointwise.product(dKey, queries, dKey, n);
      dKeys.put(at, dKey, 0, n);
    }
  }

  /** dL/dv of all steps. */
  float[] dScore() {
    float[] sum = new float[size];
    fold(dScores, sum);
    return sum;
  }
}
