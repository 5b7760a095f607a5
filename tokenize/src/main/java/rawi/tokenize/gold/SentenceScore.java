package rawi.tokenize.gold;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rawi.tokenize.gold.GoldSentence.Place;
import rawi.tokenize.sentences.Sentence;
import rawi.tokenize.sentences.SentenceSplitter;

/**
 * How many sentences begin and end where the treebank's do, when {@value #TOGETHER} of them at a
 * time are written behind one another with a space between.
 */
public final class SentenceScore {
  private static final int TOGETHER = 10;

  private SentenceScore() {}

  /** Scores {@code splitter}; sentences are counted where tokens are elsewhere. */
  public static TokenScore of(SentenceSplitter splitter, List<GoldSentence> sentences) {
    long right = 0;
    long found = 0;
    for (int from = 0; from < sentences.size(); from += TOGETHER) {
      StringBuilder text = new StringBuilder();
      Set<Place> gold = new HashSet<>();
      List<GoldSentence> group =
          sentences.subList(from, Math.min(from + TOGETHER, sentences.size()));
      for (GoldSentence sentence : group) {
        String line = sentence.text().strip();
        gold.add(new Place(text.length(), text.length() + line.length()));
        text.append(line).append(' ');
      }
      for (Sentence sentence : splitter.split(text.toString().strip())) {
        found++;
        right += gold.contains(new Place(sentence.start(), sentence.end())) ? 1 : 0;
      }
    }
    return TokenScore.of(right, found, sentences.size());
  }
}
