package rawi.apps.nextword;

import java.util.List;

/**
 * What a saved model must know of itself beside its weights and words.
 *
 * @param tied whether the embedding's table is the softmax's too
 * @param cutoffs of an adaptive softmax; empty: one softmax over all words
 */
record NextWordConfig(
    WordCut cut,
    RecurrentLayer layer,
    int layers,
    int units,
    int embeddingDim,
    boolean tied,
    double dropout,
    List<Integer> cutoffs) {
  NextWordConfig {
    cutoffs = List.copyOf(cutoffs);
  }

  static NextWordConfig of(NextWordOptions options, int words) {
    List<Integer> cutoffs = options.softmax().cutoffs(words);
    return new NextWordConfig(
        options.cut(),
        options.layer(),
        options.layers(),
        options.units(),
        options.embeddingDim(),
        options.tied() && cutoffs.isEmpty(),
        options.dropout(),
        cutoffs);
  }
}
