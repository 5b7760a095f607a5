package rawi.embeddings.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopsTest {
  private static float[][] random(int rows, int dimensions) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] all = new float[rows][dimensions];
    for (float[] row : all) {
      for (int j = 0; j < dimensions; j++) {
        row[j] = (float) random.nextDouble(-1, 1);
      }
    }
    return all;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) a[j] * b[j];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  @DisplayName("products of one and of two vectors with six targets, wherever these begin")
  void products(int dimensions) {
    float[][] t = random(14, dimensions);
    float[] products = new float[12];
    Loops.products(t[0], t[1], t, 7, products);
    for (int k = 0; k < 6; k++) {
      assertThat((double) products[k]).isCloseTo(dot(t[0], t[7 + k]), within(1e-5));
      assertThat((double) products[6 + k]).isCloseTo(dot(t[1], t[7 + k]), within(1e-5));
    }
    Loops.products(t[1], t, 2, products);
    for (int k = 0; k < 6; k++) {
      assertThat((double) products[k]).isCloseTo(dot(t[1], t[2 + k]), within(1e-5));
    }
  }

  @Test
  @DisplayName("the table of the logistic function is within a thousandth, and 0 or 1 far out")
  void sigmoid() {
    for (float z = -9; z < 9; z += 0.0137f) {
      double expected = 1 / (1 + Math.exp(-z));
      assertThat((double) Loops.sigmoid(z)).isCloseTo(expected, within(1e-3));
    }
    assertThat(Loops.sigmoid(1e30f)).isEqualTo(1);
    assertThat(Loops.sigmoid(-1e30f)).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 8", "5, 20", "6, 5", "11, 4", "13, 100"})
  @DisplayName("a step goes down the gradient of the loss, for each target and for each input")
  void gradient(int negatives, int dimensions) {
    float[][] output = random(30, dimensions);
    float[][] inputs = random(40, dimensions);
    float[] x = inputs[38];
    float[] y = inputs[39];
    float[][] before = new float[30][];
    for (int i = 0; i < 30; i++) {
      before[i] = output[i].clone();
    }
    int[] times = new int[30]; // how often each word was drawn
    long[] counts = new long[30];
    Arrays.fill(counts, 1);
    NegativeSampler sampler = new NegativeSampler(counts);
    SplittableRandom same = new SplittableRandom(8);
    for (int i = 0; i < negatives; i++) {
      times[sampler.draw(same.nextLong())]++;
    }
    int word = 3;
    Targets targets = new Targets(output, sampler, new SplittableRandom(8), negatives, dimensions);
    targets.draw(word);
    float rate = 1e-3f;
    float[] dx = new float[dimensions];
    float[] dy = new float[dimensions];
    targets.learn(x, dx, y, dy, rate);
    for (int j = 0; j < dimensions; j++) {
      double stepX = 0;
      double stepY = 0;
      for (int i = 0; i < 30; i++) {
        double label = i == word ? 1 : 0;
        double count = i == word ? 1 : times[i];
        double gx = count * (label - 1 / (1 + Math.exp(-dot(x, before[i]))));
        double gy = count * (label - 1 / (1 + Math.exp(-dot(y, before[i]))));
        stepX += rate * gx * before[i][j];
        stepY += rate * gy * before[i][j];
        double moved = rate * (gx * x[j] + gy * y[j]);
        assertThat((double) output[i][j] - before[i][j]).isCloseTo(moved, within(2e-5));
      }
      assertThat((double) dx[j]).isCloseTo(stepX, within(2e-5));
      assertThat((double) dy[j]).isCloseTo(stepY, within(2e-5));
    }
  }

  @Test
  @DisplayName("words are drawn in proportion to the 0.75th power of their counts")
  void negatives() {
    long[] counts = {1000, 100, 10, 1, 1, 500, 1};
    NegativeSampler sampler = new NegativeSampler(counts);
    double sum = 0;
    for (long count : counts) {
      sum += Math.pow((double) count, 0.75);
    }
    SplittableRandom random = new SplittableRandom(2);
    int[] drawn = new int[counts.length];
    int draws = 2_000_000;
    for (int i = 0; i < draws; i++) {
      drawn[sampler.draw(random.nextLong())]++;
    }
    for (int i = 0; i < counts.length; i++) {
      double expected = draws * Math.pow((double) counts[i], 0.75) / sum;
      assertThat((double) drawn[i]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
    assertThat(new NegativeSampler(new long[] {7}).draw(random.nextLong())).isZero();
  }

  @Test
  @DisplayName("frequent words stay with probability sqrt(t/f) + t/f, rare ones always")
  void subsampling() {
    long[] counts = {500_000, 10_000, 100};
    Subsampling subsampling = new Subsampling(counts, 1_000_000, 1e-3);
    SplittableRandom random = new SplittableRandom(2);
    int[] stayed = new int[3];
    for (int i = 0; i < 200_000; i++) {
      int[] sentence = {0, 1, 2};
      int size = subsampling.apply(sentence, 3, random);
      for (int k = 0; k < size; k++) {
        stayed[sentence[k]]++;
      }
    }
    assertThat(stayed[0] / 200_000.0).isCloseTo(Math.sqrt(0.002) + 0.002, within(0.003));
    assertThat(stayed[1] / 200_000.0).isCloseTo(Math.sqrt(0.1) + 0.1, within(0.005));
    assertThat(stayed[2]).isEqualTo(200_000);
    assertThat(new Subsampling(counts, 1_000_000, 0).apply(new int[] {0, 0}, 2, random))
        .isEqualTo(2);
  }
}
