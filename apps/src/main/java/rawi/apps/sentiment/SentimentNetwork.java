package rawi.apps.sentiment;

import rawi.embeddings.Embedding;
import rawi.embeddings.WordDropout;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.GlobalMaxPooling1D;

/**
 * The network: word vectors, read by a recurrent layer, the strongest value of each unit over the
 * sentence, a linear classifier.
 *
 * <pre>
 * ids (batch, time) - WordDropout - Embedding (.., 64) - Dropout - recurrent layer (.., 2 x 64)
 *   - GlobalMaxPooling1D (batch, 2 x 64) - Dropout - Dense (batch, classes)
 * </pre>
 *
 * @param words size of the vocabulary
 * @param classes number of labels
 */
record SentimentNetwork(
    int words,
    int embeddingDim,
    RecurrentLayer layer,
    int units,
    double dropout,
    double wordDropout,
    int classes) {

  Layer.Spec spec() {
    return Sequential.of(
        new WordDropout(wordDropout),
        new Embedding(words, embeddingDim, true),
        new Dropout(dropout),
        layer.spec(units),
        new GlobalMaxPooling1D(),
        new Dropout(dropout),
        new Dense(classes));
  }
}
