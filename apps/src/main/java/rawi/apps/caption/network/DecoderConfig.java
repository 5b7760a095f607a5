package rawi.apps.caption.network;

import rawi.apps.models.Limits;

/**
 * What a decoder is made of.
 *
 * @param join how the image comes to the words
 * @param words ids of the vocabulary
 * @param places of the image
 * @param channels numbers of a place
 * @param units size of the LSTM
 * @param embeddingDim length of a word's vector
 * @param attentionDim length of what is seen of a place, and of a query
 * @param dropout rate on words, states and what is told, in training
 * @param imageDropout rate on the image, in training
 * @param tied whether the words' vectors are the softmax's too
 * @param evenness weight of the doubly stochastic penalty
 */
public record DecoderConfig(
    Join join,
    int words,
    int places,
    int channels,
    int units,
    int embeddingDim,
    int attentionDim,
    double dropout,
    double imageDropout,
    boolean tied,
    double evenness) {
  public DecoderConfig {
    Limits.positive("units", units);
    Limits.positive("embedding-dim", embeddingDim);
    Limits.positive("attention-dim", attentionDim);
    Limits.rate("dropout", dropout);
    Limits.rate("image-dropout", imageDropout);
  }
}
