package rawi.nn.backend;

import java.nio.FloatBuffer;
import rawi.nn.backend.Blas.Matrix;

/**
 * How one thread scores places, e_i = v . tanh(K_i + q), some places at a time, so that what it
 * touches stays in the first-level cache. Every loop has one index for all its arrays: see {@link
 * Pointwise}.
 */
final class CpuLook {
  private static final int CHUNK = 1024; // floats

  private final int places;
  private final int size;
  private final FloatBuffer keys; // (groups, places, size)
  private final Matrix score; // v
  private final Block compared; // tanh(K + q), (places, size)
  private final float[] key;
  private final float[] queries; // q for each place of a chunk

  CpuLook(AttentiveMemory memory, Arena arena) {
    this.places = memory.places;
    this.size = memory.size;
    this.keys = memory.keys.buffer();
    this.score = memory.scoreVector;
    this.compared = Block.of(places, size, arena);
    this.key = new float[size * chunk(places, size)];
    this.queries = new float[key.length];
  }

  /** How many places are computed at once. */
  static int chunk(int places, int size) {
    return Math.min(places, Math.max(1, CHUNK / size));
  }

  /**
   * The scores of a group's places.
   *
   * @param e becomes e, (places)
   */
  void scores(int group, float[] query, Matrix e) {
    repeat(query, size, queries);
    int chunk = key.length / size;
    for (int i = 0; i < places; i += chunk) {
      int n = Math.min(chunk, places - i) * size;
      keys.get((group * places + i) * size, key, 0, n);
      compare(key, queries, n);
      compared.buffer().put(i * size, key, 0, n);
    }
    Blas.multiplyVector(places, size, compared.matrix(), score, e);
  }

  /** Fills {@code into} with copies of the first n of a. */
  static void repeat(float[] a, int n, float[] into) {
    for (int at = 0; at < into.length; at += n) {
      System.arraycopy(a, 0, into, at, n);
    }
  }

  /** key becomes tanh(key + query). */
  static void compare(float[] key, float[] query, int n) {
    for (int j = 0; j < n; j++) {
      key[j] = Rational.tanh(key[j] + query[j]);
    }
  }

  /** e becomes softmax(e), row by row. */
  static void softmax(float[] e, int rows, int places) {
    for (int from = 0; from < rows * places; from += places) {
      lower(e, from, from + places);
    }
    exponentials(e, rows * places);
    for (int from = 0; from < rows * places; from += places) {
      share(e, from, from + places);
    }
  }

  private static void lower(float[] e, int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, e[i]);
    }
    for (int i = from; i < to; i++) {
      e[i] -= largest;
    }
  }

  private static void exponentials(float[] a, int n) {
    for (int j = 0; j < n; j++) {
      a[j] = Exponential.exp(a[j]);
    }
  }

  private static void share(float[] e, int from, int to) {
    float total = 0;
    for (int i = from; i < to; i++) {
      total += e[i];
    }
    float factor = 1 / total;
    for (int i = from; i < to; i++) {
      e[i] *= factor;
    }
  }
}
