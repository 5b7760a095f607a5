package rawi.embeddings.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Each neighbour's vector predicts the word in the middle (Mikolov and others 2013). All neighbours
 * of a word are told from the same words drawn by chance, so that these stay in the cache (Ji and
 * others 2016); in expectation that is the same as drawing anew for each.
 */
final class SkipGram implements Learner {
  private final float[][] input;
  private final Targets targets;
  private final SplittableRandom random;
  private final int window;
  private final float[] dx;
  private final float[] dy;

  SkipGram(float[][] input, Targets targets, SplittableRandom random, int window, int dimensions) {
    this.input = input;
    this.targets = targets;
    this.random = random;
    this.window = window;
    this.dx = new float[dimensions];
    this.dy = new float[dimensions];
  }

  @Override
  public void learn(int[] sentence, int size, float rate) {
    for (int middle = 0; middle < size; middle++) {
      int reach = 1 + random.nextInt(window);
      int from = Math.max(0, middle - reach);
      int to = Math.min(size - 1, middle + reach);
      if (from < to) {
        targets.draw(sentence[middle]);
        neighbours(sentence, from, to, middle, rate);
      }
    }
  }

  private void neighbours(int[] sentence, int from, int to, int middle, float rate) {
    int waiting = -1; // a neighbour without a partner yet
    for (int i = from; i <= to; i++) {
      if (i == middle) {
        continue;
      }
      if (waiting < 0) {
        waiting = i;
      } else {
        pair(input[sentence[waiting]], input[sentence[i]], rate);
        waiting = -1;
      }
    }
    if (waiting >= 0) {
      float[] x = input[sentence[waiting]];
      Arrays.fill(dx, 0);
      targets.learn(x, dx, rate);
      Loops.add(x, dx);
    }
  }

  private void pair(float[] x, float[] y, float rate) {
    Arrays.fill(dx, 0);
    Arrays.fill(dy, 0);
    targets.learn(x, dx, y, dy, rate);
    Loops.add(x, dx);
    Loops.add(y, dy);
  }
}
