package rawi.apps.sentiment;

import java.util.List;
import rawi.tokenize.Language;

/**
 * What a saved model must know of itself beside its weights and words.
 *
 * @param labels in the order of the network's outputs
 * @param temperature that logits are divided by before softmax (Guo and others 2017)
 */
record SentimentConfig(
    Language language,
    RecurrentLayer layer,
    int units,
    int embeddingDim,
    double dropout,
    double wordDropout,
    List<String> labels,
    double temperature) {
  SentimentConfig {
    labels = List.copyOf(labels);
  }

  static SentimentConfig of(SentimentOptions options, List<String> labels) {
    return new SentimentConfig(
        options.language(),
        options.layer(),
        options.units(),
        options.embeddingDim(),
        options.dropout(),
        options.wordDropout(),
        labels,
        1);
  }

  SentimentConfig withTemperature(double fitted) {
    return new SentimentConfig(
        language, layer, units, embeddingDim, dropout, wordDropout, labels, fitted);
  }

  SentimentNetwork network(int words) {
    return new SentimentNetwork(
        words, embeddingDim, layer, units, dropout, wordDropout, labels.size());
  }
}
