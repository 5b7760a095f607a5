package rawi.apps.sentiment;

import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.Embedding;
import rawi.embeddings.SubwordEmbedding;
import rawi.embeddings.WordDropout;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.GlobalMaxPooling1D;

/**
 * The recurrent part: vectors of words, read by a recurrent layer, the strongest value of each unit
 * over the sentence, a linear classifier.
 *
 * <pre>
 * ids - word vectors (.., 64) - Dropout - recurrent layer (.., 2 x 64)
 *   - GlobalMaxPooling1D (batch, 2 x 64) - Dropout - Dense (batch, classes)
 * </pre>
 *
 * Word vectors are {@link SubwordEmbedding}s, or plain rows of a table where there is but one
 * bucket.
 *
 * @param words size of the vocabulary
 * @param classes number of labels
 */
record SentimentNetwork(
    int words,
    CharacterNgrams ngrams,
    int embeddingDim,
    RecurrentLayer layer,
    int units,
    double dropout,
    double wordDropout,
    int classes) {

  Layer.Spec spec() {
    Layer.Spec read = new Dropout(dropout);
    return ngrams.buckets() > 1
        ? Sequential.of(
            new SubwordEmbedding(words, ngrams, embeddingDim, wordDropout),
            read,
            layer.spec(units),
            new GlobalMaxPooling1D(),
            new Dropout(dropout),
            new Dense(classes))
        : Sequential.of(
            new WordDropout(wordDropout),
            new Embedding(words, embeddingDim, true),
            read,
            layer.spec(units),
            new GlobalMaxPooling1D(),
            new Dropout(dropout),
            new Dense(classes));
  }
}
