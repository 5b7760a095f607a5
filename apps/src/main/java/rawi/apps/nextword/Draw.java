package rawi.apps.nextword;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Draws one word by its probability. */
final class Draw {
  private final GenerationOptions options;
  private final SplittableRandom random;

  Draw(GenerationOptions options) {
    this.options = options;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * The id of a word.
   *
   * @param logs log-probabilities by id
   * @param allowed which ids may be drawn; at least one
   */
  int one(float[] logs, IntPredicate allowed) {
    int[] order =
        IntStream.range(0, logs.length)
            .filter(allowed)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer id) -> -logs[id]))
            .mapToInt(Integer::intValue)
            .toArray();
    int most = options.topK() == 0 ? order.length : Math.min(options.topK(), order.length);
    double[] weights = new double[most];
    double total = 0;
    for (int i = 0; i < most; i++) {
      weights[i] = Math.exp((logs[order[i]] - logs[order[0]]) / options.temperature());
      total += weights[i];
    }
    double kept = 0;
    int count = 0;
    while (count < most && kept < options.topP() * total) {
      kept += weights[count++];
    }
    double at = random.nextDouble() * kept;
    for (int i = 0; i < count; i++) {
      at -= weights[i];
      if (at < 0) {
        return order[i];
      }
    }
    return order[Math.max(0, count - 1)]; // what rounding left over
  }
}
