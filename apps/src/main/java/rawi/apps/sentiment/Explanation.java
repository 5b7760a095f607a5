package rawi.apps.sentiment;

import java.util.List;

/**
 * A prediction with what each token did to it, as weight of evidence (Robnik-Sikonja and Kononenko
 * 2008): the log-odds log(p / (1 - p)) of the predicted label minus those without the token. The
 * wide part then loses what the token adds to its logits, and the recurrent part reads an unknown
 * word of no letters in its place. Positive: the token pushed towards the label.
 *
 * @param tokens in the order of the text
 */
public record Explanation(Prediction prediction, List<WeightedToken> tokens) {
  public Explanation {
    tokens = List.copyOf(tokens);
  }

  /**
   * A token of the source text.
   *
   * @param text as it stands in the source, from UTF-16 offset {@code start} to {@code end}
   * @param weight in nats
   */
  public record WeightedToken(String text, int start, int end, double weight) {}
}
