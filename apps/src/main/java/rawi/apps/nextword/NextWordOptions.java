package rawi.apps.nextword;

import rawi.apps.models.Limits;
import rawi.tokenize.Language;

/**
 * How a next-word model is made. The defaults of the whole application are here and nowhere else.
 *
 * @param cut what a token is
 * @param layer what reads the text
 * @param layers how many of it, one above the other
 * @param units size of each layer
 * @param embeddingDim length of a word's vector
 * @param tied whether the words' vectors are the softmax's too
 * @param softmax how probabilities are computed
 * @param dropout rate before and after each recurrent layer, in training
 * @param minCount words seen less often in training are unknown
 * @param maxWords most words that are known
 * @param epochs at most so many
 * @param batch parts of the text that are read side by side
 * @param bptt steps that a gradient goes back
 * @param learningRate of Adam, at first
 * @param decay how it falls
 * @param clipNorm limit of the gradients' global norm
 * @param patience epochs without a better validation loss before training ends
 * @param seed of everything random
 */
public record NextWordOptions(
    WordCut cut,
    RecurrentLayer layer,
    int layers,
    int units,
    int embeddingDim,
    boolean tied,
    SoftmaxKind softmax,
    double dropout,
    int minCount,
    int maxWords,
    int epochs,
    int batch,
    int bptt,
    double learningRate,
    Decay decay,
    double clipNorm,
    int patience,
    long seed) {

  /** The recipe of {@code rawi nextword train}. */
  public static NextWordOptions defaults(Language language) {
    return new NextWordOptions(
        new WordCut(WordCut.Kind.WORD, language),
        RecurrentLayer.LSTM,
        1,
        256,
        256,
        true,
        SoftmaxKind.AUTO,
        0.3,
        1,
        10_000,
        6,
        32,
        35,
        0.002,
        Decay.PLATEAU,
        1.0,
        2,
        42);
  }

  public NextWordOptions {
    Limits.positive("layers", layers);
    Limits.positive("units", units);
    Limits.positive("embedding-dim", embeddingDim);
    Limits.rate("dropout", dropout);
    Limits.positive("min-count", minCount);
    Limits.positive("max-words", maxWords);
    Limits.positive("epochs", epochs);
    Limits.positive("batch", batch);
    Limits.positive("bptt", bptt);
    Limits.above0("learning-rate", learningRate);
    Limits.above0("clip-norm", clipNorm);
    Limits.positive("patience", patience);
  }
}
