package rawi.apps.nextword;

import rawi.apps.models.Limits;

/**
 * How words are drawn.
 *
 * @param words how many
 * @param temperature probabilities are taken to the power 1 / temperature: below 1 the probable
 *     becomes more so
 * @param topK only so many of the most probable words may come; 0: all
 * @param topP only the most probable words that together have this probability (Holtzman and others
 *     2020); 1: all
 * @param seed of the draws
 */
public record GenerationOptions(int words, double temperature, int topK, double topP, long seed) {
  public GenerationOptions {
    Limits.positive("words", words);
    Limits.above0("temperature", temperature);
    if (topK < 0) {
      throw new IllegalArgumentException("top-k: expected at least 0, got " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p: expected a share above 0, at most 1, got " + topP);
    }
  }

  /** 40 words, temperature 0.8, the most probable that have 0.95 together, seed 42. */
  public static GenerationOptions defaults() {
    return new GenerationOptions(40, 0.8, 0, 0.95, 42);
  }

  public GenerationOptions withWords(int count) {
    return new GenerationOptions(count, temperature, topK, topP, seed);
  }

  public GenerationOptions withSeed(long other) {
    return new GenerationOptions(words, temperature, topK, topP, other);
  }
}
