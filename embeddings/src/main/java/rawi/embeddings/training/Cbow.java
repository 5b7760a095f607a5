package rawi.embeddings.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The mean of the neighbours' vectors predicts the word in the middle (Mikolov and others 2013).
 * What the mean is to be changed by is added to each of them, as in word2vec's program.
 */
final class Cbow implements Learner {
  private final float[][] input;
  private final Targets targets;
  private final SplittableRandom random;
  private final int window;
  private final float[] mean;
  private final float[] d;

  Cbow(float[][] input, Targets targets, SplittableRandom random, int window, int dimensions) {
    this.input = input;
    this.targets = targets;
    this.random = random;
    this.window = window;
    this.mean = new float[dimensions];
    this.d = new float[dimensions];
  }

  @Override
  public void learn(int[] sentence, int size, float rate) {
    for (int middle = 0; middle < size; middle++) {
      int reach = 1 + random.nextInt(window);
      int from = Math.max(0, middle - reach);
      int to = Math.min(size - 1, middle + reach);
      if (from == to) {
        continue; // no neighbour
      }
      Arrays.fill(mean, 0);
      for (int i = from; i <= to; i++) {
        if (i != middle) {
          Loops.add(mean, input[sentence[i]]);
        }
      }
      Loops.scale(mean, 1f / (to - from));
      targets.draw(sentence[middle]);
      Arrays.fill(d, 0);
      targets.learn(mean, d, rate);
      for (int i = from; i <= to; i++) {
        if (i != middle) {
          Loops.add(input[sentence[i]], d);
        }
      }
    }
  }
}
