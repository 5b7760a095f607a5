package rawi.apps.nextword;

/**
 * How a model does on a text. Every token counts: words, signs, the end of each line, and unknown
 * words, all of which are one token of the vocabulary.
 *
 * @param tokens how many
 * @param perplexity e^(mean of -log p)
 * @param top1 share of tokens that were the most probable one
 * @param top5 share of tokens among the five most probable ones
 * @param oovRate share of tokens that the vocabulary does not know
 * @param bitsPerCharacter all of -log2 p by the code points of the lines, ends included: it
 *     compares models whose tokens differ
 * @param lines with tokens; others are left out
 */
public record Judgement(
    long tokens,
    double perplexity,
    double top1,
    double top5,
    double oovRate,
    double bitsPerCharacter,
    long lines,
    String counted) {
  /** What is among the tokens, for whoever reads the figures. */
  static final String COUNTED = "words, signs, unknown words and the end of each line";
}
