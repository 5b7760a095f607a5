package rawi.embeddings.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The mean of a word's own vector and of those of its n-grams predicts each of the neighbours
 * (Bojanowski and others 2017). What the neighbours of one place change is added up and given to
 * the word's rows once, where the authors' program does so after each neighbour.
 */
final class SubwordSkipGram implements Learner {
  private final float[][] input;
  private final int[][] rowsOf;
  private final Targets targets;
  private final SplittableRandom random;
  private final int window;
  private final float[] mean;
  private final float[] d;

  /**
   * @param rowsOf for each word its rows in {@code input}: its own and those of its n-grams
   */
  SubwordSkipGram(
      float[][] input,
      int[][] rowsOf,
      Targets targets,
      SplittableRandom random,
      int window,
      int dimensions) {
    this.input = input;
    this.rowsOf = rowsOf;
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
      int[] rows = rowsOf[sentence[middle]];
      Arrays.fill(mean, 0);
      for (int row : rows) {
        Loops.add(mean, input[row]);
      }
      Loops.scale(mean, 1f / rows.length);
      Arrays.fill(d, 0);
      for (int i = from; i <= to; i++) {
        if (i != middle) {
          targets.draw(sentence[i]);
          targets.learn(mean, d, rate);
        }
      }
      for (int row : rows) {
        Loops.add(input[row], d);
      }
    }
  }
}
