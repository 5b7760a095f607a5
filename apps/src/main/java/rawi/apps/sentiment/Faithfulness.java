package rawi.apps.sentiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Whether explanations tell what moved the model: what the probability of its label loses when the
 * tokens that pushed most towards it are deleted from the text, beside what it loses when as many
 * tokens drawn by chance are (comprehensiveness; DeYoung and others, ERASER, 2020).
 *
 * @param texts judged: those with more tokens than are deleted
 * @param deleted tokens a text
 * @param lostByWeight mean loss of probability without the tokens of the largest positive weights
 * @param lostByChance the same without as many tokens drawn by chance
 * @param wins share of texts that lose more by weight than by chance
 */
public record Faithfulness(
    int texts, int deleted, double lostByWeight, double lostByChance, double wins) {

  /**
   * Judges a model's explanations of texts.
   *
   * @param most texts at most
   * @param deleted tokens a text; fewer where fewer have a positive weight
   * @param seed of what is drawn by chance
   */
  public static Faithfulness of(
      SentimentModel model, List<String> texts, int most, int deleted, long seed) {
    Random random = new Random(seed);
    int judged = 0;
    int won = 0;
    double byWeight = 0;
    double byChance = 0;
    for (String text : texts) {
      if (judged == most) {
        break;
      }
      Explanation explanation = model.explain(text);
      List<Explanation.WeightedToken> tokens = explanation.tokens();
      if (tokens.size() > deleted) {
        List<Explanation.WeightedToken> pushing = pushing(tokens, deleted);
        List<Explanation.WeightedToken> drawn = new ArrayList<>(tokens);
        Collections.shuffle(drawn, random);
        Prediction whole = explanation.prediction();
        double weighed = lost(model, whole, pushing);
        double chance = lost(model, whole, drawn.subList(0, pushing.size()));
        judged++;
        won += weighed > chance ? 1 : 0;
        byWeight += weighed;
        byChance += chance;
      }
    }
    int n = Math.max(1, judged);
    return new Faithfulness(judged, deleted, byWeight / n, byChance / n, (double) won / n);
  }

  private static List<Explanation.WeightedToken> pushing(
      List<Explanation.WeightedToken> tokens, int most) {
    return tokens.stream()
        .filter(token -> token.weight() > 0)
        .sorted(Comparator.comparingDouble(token -> -token.weight()))
        .limit(most)
        .toList();
  }

  /** How much less probable the label is once these tokens are blanks. */
  private static double lost(
      SentimentModel model, Prediction whole, List<Explanation.WeightedToken> tokens) {
    StringBuilder rest = new StringBuilder(whole.text());
    tokens.stream()
        .sorted(Comparator.comparingInt(token -> -token.start()))
        .forEach(token -> rest.replace(token.start(), token.end(), " "));
    Double left = model.predict(rest.toString()).probabilities().get(whole.label());
    return whole.probability() - (left == null ? 0 : left);
  }
}
