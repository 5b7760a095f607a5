package rawi.apps.sentiment;

import rawi.tokenize.Language;

/**
 * How a sentiment model is made. The defaults of the whole application are here and nowhere else.
 *
 * @param language how texts are normalized
 * @param layer what reads the sentence
 * @param units size of the recurrent layer, in each direction
 * @param embeddingDim length of a word's vector
 * @param dropout rate before the recurrent layer and before the classifier
 * @param wordDropout rate at which a word is taken for an unknown one in training (Iyyer and others
 *     2015)
 * @param minCount words seen less often in training are unknown
 * @param maxWords most words in the vocabulary
 * @param epochs at most so many
 * @param batch examples a step
 * @param learningRate of Adam
 * @param clipNorm limit of the gradients' global norm
 * @param patience epochs without a better validation score before training ends
 * @param seed of everything random
 */
public record SentimentOptions(
    Language language,
    RecurrentLayer layer,
    int units,
    int embeddingDim,
    double dropout,
    double wordDropout,
    int minCount,
    int maxWords,
    int epochs,
    int batch,
    double learningRate,
    double clipNorm,
    int patience,
    long seed) {

  /** The recipe of {@code rawi sentiment train}, chosen on validation files. */
  public static SentimentOptions defaults(Language language) {
    return new SentimentOptions(
        language, RecurrentLayer.BILSTM, 64, 64, 0.4, 0.1, 2, 20_000, 10, 32, 0.001, 1.0, 3, 42);
  }

  public SentimentOptions {
    positive("units", units);
    positive("embedding-dim", embeddingDim);
    positive("min-count", minCount);
    positive("max-words", maxWords);
    positive("epochs", epochs);
    positive("batch", batch);
    positive("patience", patience);
    above0("learning-rate", learningRate);
    above0("clip-norm", clipNorm);
    rate("dropout", dropout);
    rate("word-dropout", wordDropout);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
    }
  }

  private static void above0(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": expected a number above 0, got " + value);
    }
  }

  private static void rate(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": expected a rate in [0, 1), got " + value);
    }
  }
}
