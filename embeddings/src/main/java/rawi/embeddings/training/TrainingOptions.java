package rawi.embeddings.training;

import rawi.embeddings.CharacterNgrams;

/**
 * How vectors are learnt. The defaults are in {@link #defaults} and nowhere else.
 *
 * @param method what is predicted from what
 * @param dimensions length of a vector
 * @param window most words on each side that count as neighbours; how many do is drawn for each
 *     word from 1 to this
 * @param negatives words drawn by chance that each true one is told from
 * @param sample words more frequent than this share of the text are left out at times; 0 for never
 * @param minCount words seen less often are left out of the text
 * @param maxWords most words in the vocabulary, the most frequent ones
 * @param epochs rounds over the text
 * @param learningRate at the start; it falls linearly to a ten-thousandth of that
 * @param ngrams of {@code FASTTEXT}
 * @param seed of everything random
 */
public record TrainingOptions(
    TrainingMethod method,
    int dimensions,
    int window,
    int negatives,
    double sample,
    int minCount,
    int maxWords,
    int epochs,
    double learningRate,
    CharacterNgrams ngrams,
    long seed) {
  private static final int MOST_WINDOW = 100;
  private static final int MOST_NEGATIVES = 1000;

  /** What the authors' own programs do: of word2vec for two methods, of fastText for the third. */
  public static TrainingOptions defaults(TrainingMethod method) {
    boolean fastText = method == TrainingMethod.FASTTEXT;
    return new TrainingOptions(
        method,
        100,
        5,
        5,
        fastText ? 1e-4 : 1e-3,
        5,
        Integer.MAX_VALUE,
        5,
        method == TrainingMethod.SKIPGRAM ? 0.025 : 0.05,
        CharacterNgrams.fastText(),
        42);
  }

  public TrainingOptions {
    between("dim", dimensions, 1, 100_000);
    between("window", window, 1, MOST_WINDOW);
    between("negative", negatives, 1, MOST_NEGATIVES);
    between("min-count", minCount, 1, Integer.MAX_VALUE);
    between("max-words", maxWords, 1, Integer.MAX_VALUE);
    between("epochs", epochs, 1, 1_000_000);
    if (!(sample >= 0 && sample <= 1)) {
      throw new IllegalArgumentException("sample: expected a share from 0 to 1, got " + sample);
    }
    if (!(learningRate > 0 && learningRate <= 10)) {
      throw new IllegalArgumentException(
          "learning-rate: expected a number above 0 and at most 10, got " + learningRate);
    }
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          most == Integer.MAX_VALUE
              ? "%s: expected at least %d, got %d".formatted(name, least, value)
              : "%s: expected %d to %d, got %d".formatted(name, least, most, value));
    }
  }
}
