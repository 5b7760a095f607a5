package rawi.apps.sentiment;

import java.util.List;
import rawi.embeddings.CharacterNgrams;
import rawi.tokenize.Language;

/**
 * What a saved model must know of itself beside its weights and words.
 *
 * @param ngramBuckets rows for words' character n-grams; 0: words have none
 * @param labels in the order of the network's outputs
 * @param joint how the recurrent and the wide part are put together
 */
record SentimentConfig(
    Language language,
    RecurrentLayer layer,
    int units,
    int embeddingDim,
    int ngramBuckets,
    double dropout,
    double wordDropout,
    List<String> labels,
    Joint joint) {
  private static final int LEAST_CHARACTERS = 3;
  private static final int MOST_CHARACTERS = 5;

  SentimentConfig {
    labels = List.copyOf(labels);
  }

  static SentimentConfig of(SentimentOptions options, List<String> labels) {
    return new SentimentConfig(
        options.language(),
        options.layer(),
        options.units(),
        options.embeddingDim(),
        options.ngramBuckets(),
        options.dropout(),
        options.wordDropout(),
        labels,
        Joint.recurrentAlone(1));
  }

  SentimentConfig with(Joint fitted) {
    return new SentimentConfig(
        language, layer, units, embeddingDim, ngramBuckets, dropout, wordDropout, labels, fitted);
  }

  SentimentNetwork network(int words) {
    return new SentimentNetwork(
        words, ngrams(), embeddingDim, layer, units, dropout, wordDropout, labels.size());
  }

  /** How words are cut into n-grams; one bucket where they have none. */
  CharacterNgrams ngrams() {
    return new CharacterNgrams(LEAST_CHARACTERS, MOST_CHARACTERS, Math.max(1, ngramBuckets));
  }
}
