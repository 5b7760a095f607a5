package rawi.apps.sentiment;

import java.util.List;

/**
 * A prediction with what each token did to it, by occlusion (Li, Monroe and Jurafsky 2016,
 * "representation erasure"): the weight of a token is the probability of the predicted label minus
 * that of the same text with the token taken for an unknown word. Positive: it pushed towards the
 * label.
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
   * @param weight in probability, -1 to 1
   */
  public record WeightedToken(String text, int start, int end, double weight) {}
}
