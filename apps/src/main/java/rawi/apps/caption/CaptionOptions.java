package rawi.apps.caption;

import rawi.apps.caption.network.Join;
import rawi.apps.models.Limits;

/**
 * How a captioner is made. The defaults of the whole application are here and nowhere else.
 *
 * @param join how the image comes to the words
 * @param units size of the LSTM
 * @param embeddingDim length of a word's vector
 * @param attentionDim length of what is seen of a place, and of a query
 * @param dropout rate on words, states and what is told, in training
 * @param imageDropout rate on the image, in training
 * @param tied whether the words' vectors are the softmax's too
 * @param evenness weight of the doubly stochastic penalty of attention
 * @param members decoders trained side by side, whose probabilities are averaged
 * @param minCount words seen less often in training are unknown
 * @param textEpochs rounds over captions without images, if there are any
 * @param textLearningRate of Adam in them, at first
 * @param epochs at most so many
 * @param batch captions of a step
 * @param learningRate of Adam, at first; it falls along a cosine to 0; a third of it where the
 *     language is known from captions without images
 * @param clipNorm limit of the gradients' global norm
 * @param sampling how often a decoder reads its own last word in the last epoch; rises from 0
 * @param watch what tells the best epoch
 * @param patience epochs without a better one before training ends
 * @param beam captions kept open in a search
 * @param lengthPower how the length counts in a search
 * @param maxWords most words of a caption
 * @param imageSize height and width of images; 0: those of the encoder, 64 if it learns
 * @param seed of everything random
 */
public record CaptionOptions(
    Join join,
    int units,
    int embeddingDim,
    int attentionDim,
    double dropout,
    double imageDropout,
    boolean tied,
    double evenness,
    int members,
    int minCount,
    int textEpochs,
    double textLearningRate,
    int epochs,
    int batch,
    double learningRate,
    double clipNorm,
    double sampling,
    Watched watch,
    int patience,
    int beam,
    double lengthPower,
    int maxWords,
    int imageSize,
    long seed) {

  /** The recipe of {@code rawi caption train}. */
  public static CaptionOptions defaults() {
    return new CaptionOptions(
        Join.INIT,
        256,
        256,
        256,
        0.3,
        0.5,
        true,
        1.0,
        1,
        4,
        2,
        0.002,
        25,
        64,
        0.003,
        1.0,
        0.0,
        Watched.CIDER,
        10,
        3,
        0.7,
        25,
        0,
        42);
  }

  public CaptionOptions {
    Limits.positive("units", units);
    Limits.positive("embedding-dim", embeddingDim);
    Limits.positive("attention-dim", attentionDim);
    Limits.rate("dropout", dropout);
    Limits.rate("image-dropout", imageDropout);
    if (!(evenness >= 0) || Double.isInfinite(evenness)) {
      throw new IllegalArgumentException("evenness: expected at least 0, got " + evenness);
    }
    Limits.positive("members", members);
    Limits.positive("min-count", minCount);
    Limits.positive("text-epochs", textEpochs);
    Limits.above0("text-learning-rate", textLearningRate);
    Limits.positive("epochs", epochs);
    Limits.positive("batch", batch);
    Limits.above0("learning-rate", learningRate);
    Limits.above0("clip-norm", clipNorm);
    Limits.rate("sampling", sampling);
    Limits.positive("patience", patience);
    Limits.positive("beam", beam);
    Limits.notNegative("length-power", lengthPower);
    Limits.positive("max-words", maxWords);
    Limits.notNegative("image-size", imageSize);
  }
}
