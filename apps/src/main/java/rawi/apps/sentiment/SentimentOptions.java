package rawi.apps.sentiment;

import rawi.apps.models.Limits;
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
 * @param ngramBuckets rows that words' character n-grams are hashed into; 0: words have none
 * @param wideStrength how much the wide part's rows weigh against its ridge; 0: no wide part
 * @param refit whether the wide part learns the validation rows too, once everything is chosen
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
    int ngramBuckets,
    double wideStrength,
    boolean refit,
    int epochs,
    int batch,
    double learningRate,
    double clipNorm,
    int patience,
    long seed) {

  /** The recipe of {@code rawi sentiment train}, chosen on validation files. */
  public static SentimentOptions defaults(Language language) {
    return new SentimentOptions(
        language,
        RecurrentLayer.BILSTM,
        64,
        64,
        0.4,
        0.1,
        2,
        20_000,
        10_000,
        4,
        true,
        6,
        32,
        0.002,
        1.0,
        2,
        42);
  }

  /** The same recipe with another seed. */
  public SentimentOptions withSeed(long other) {
    return new SentimentOptions(
        language,
        layer,
        units,
        embeddingDim,
        dropout,
        wordDropout,
        minCount,
        maxWords,
        ngramBuckets,
        wideStrength,
        refit,
        epochs,
        batch,
        learningRate,
        clipNorm,
        patience,
        other);
  }

  public SentimentOptions {
    Limits.positive("units", units);
    Limits.positive("embedding-dim", embeddingDim);
    Limits.positive("min-count", minCount);
    Limits.positive("max-words", maxWords);
    Limits.notNegative("ngram-buckets", ngramBuckets);
    Limits.notNegative("wide-strength", wideStrength);
    Limits.positive("epochs", epochs);
    Limits.positive("batch", batch);
    Limits.positive("patience", patience);
    Limits.above0("learning-rate", learningRate);
    Limits.above0("clip-norm", clipNorm);
    Limits.rate("dropout", dropout);
    Limits.rate("word-dropout", wordDropout);
  }
}
