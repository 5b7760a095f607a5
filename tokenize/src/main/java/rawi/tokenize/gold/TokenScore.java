package rawi.tokenize.gold;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.gold.GoldSentence.Place;

/**
 * How many tokens begin and end where the treebank's do. A fraction of nothing is 0.
 *
 * @param precision right tokens to found ones
 * @param recall right tokens to gold ones
 * @param f1 2 precision recall / (precision + recall)
 */
public record TokenScore(double precision, double recall, double f1) {
  /**
   * Scores {@code tokenizer}.
   *
   * @param wordsOnly whether tokens without a letter or digit are left out on both sides, which is
   *     fair to tokenizers that give no punctuation
   */
  public static TokenScore of(
      Tokenizer tokenizer, List<GoldSentence> sentences, boolean wordsOnly) {
    long found = 0;
    long expected = 0;
    long right = 0;
    for (GoldSentence sentence : sentences) {
      Set<Place> gold = new HashSet<>();
      for (Place place : sentence.tokens()) {
        if (!wordsOnly || hasWord(sentence.text().substring(place.start(), place.end()))) {
          gold.add(place);
        }
      }
      expected += gold.size();
      for (Token token : tokenizer.tokenize(sentence.text())) {
        if (!wordsOnly || hasWord(token.text())) {
          found++;
          right += gold.contains(new Place(token.start(), token.end())) ? 1 : 0;
        }
      }
    }
    return of(right, found, expected);
  }

  static TokenScore of(long right, long found, long expected) {
    double precision = fraction(right, found);
    double recall = fraction(right, expected);
    double sum = precision + recall;
    return new TokenScore(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
  }

  private static double fraction(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static boolean hasWord(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
