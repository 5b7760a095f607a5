package rawi.embeddings.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a vector is told to be like, and unlike: the output rows of a true word and of words drawn
 * by chance, filled up with rows of zeros to a multiple of six.
 *
 * <p>For input x, label l (1 of the true word, 0 of the others) and output row t, the loss is the
 * logistic one of x . t, and a step at rate r is
 *
 * <pre>
 * g = r (l - sigmoid(x . t))        x += g t        t += g x
 * </pre>
 */
final class Targets {
  private final float[][] output;
  private final NegativeSampler sampler;
  private final SplittableRandom random;
  private final int negatives;
  private final float[][] rows;
  private final int[] words;
  private final int[] times;
  private final float[] idle;
  private final float[] products = new float[2 * Loops.TARGETS];
  private int active;

  Targets(
      float[][] output,
      NegativeSampler sampler,
      SplittableRandom random,
      int negatives,
      int dimensions) {
    this.output = output;
    this.sampler = sampler;
    this.random = random;
    this.negatives = negatives;
    this.rows = new float[negatives / Loops.TARGETS * Loops.TARGETS + Loops.TARGETS][];
    this.words = new int[rows.length];
    this.times = new int[rows.length];
    this.idle = new float[dimensions];
  }

  /**
   * Chooses a true word and draws others. One that is the true word by chance is left out; one
   * drawn twice is one target that counts twice, because all rows of a step have to be different.
   */
  void draw(int word) {
    rows[0] = output[word];
    words[0] = word;
    active = 1;
    for (int i = 0; i < negatives; i++) {
      int other = sampler.draw(random.nextLong());
      int place = place(other);
      if (place == active) {
        rows[active] = output[other];
        words[active] = other;
        times[active++] = 1;
      } else {
        times[place]++; // has no meaning for the true word
      }
    }
    Arrays.fill(rows, active, rows.length, idle);
  }

  private int place(int word) {
    int place = 0;
    while (place < active && words[place] != word) {
      place++;
    }
    return place;
  }

  /** A step of the targets by x; adds to {@code d} what x is to be changed by. */
  void learn(float[] x, float[] d, float rate) {
    for (int from = 0; from < active; from += Loops.TARGETS) {
      Loops.products(x, rows, from, products);
      update(x, d, from, 0, rate);
    }
  }

  /** Two steps of the targets, by x and by y, both from where the targets stand now. */
  void learn(float[] x, float[] dx, float[] y, float[] dy, float rate) {
    for (int from = 0; from < active; from += Loops.TARGETS) {
      Loops.products(x, y, rows, from, products);
      update(x, dx, from, 0, rate);
      update(y, dy, from, Loops.TARGETS, rate);
    }
  }

  private void update(float[] x, float[] d, int from, int at, float rate) {
    Loops.update(
        x,
        d,
        rows,
        from,
        gain(from, at, rate),
        gain(from + 1, at + 1, rate),
        gain(from + 2, at + 2, rate));
    if (from + 3 < active) {
      Loops.update(
          x,
          d,
          rows,
          from + 3,
          gain(from + 3, at + 3, rate),
          gain(from + 4, at + 4, rate),
          gain(from + 5, at + 5, rate));
    }
  }

  /** The gain g of a target, 0 for a row of zeros, which so stays one. */
  private float gain(int target, int product, float rate) {
    if (target >= active) {
      return 0;
    }
    float sigmoid = Loops.sigmoid(products[product]);
    return target == 0 ? rate * (1 - sigmoid) : -rate * times[target] * sigmoid;
  }
}
