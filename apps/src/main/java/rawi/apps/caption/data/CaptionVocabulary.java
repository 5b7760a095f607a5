package rawi.apps.caption.data;

import java.util.ArrayList;
import java.util.List;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordCounts;

/**
 * The words of captions and their ids: padding 0, unknown 1, then the marks of start and end, then
 * words by falling count.
 */
public record CaptionVocabulary(Vocabulary words) {
  /** What is said before the first word. */
  public static final String START = "[start]";

  /** What is said after the last. */
  public static final String END = "[end]";

  /**
   * Takes over a vocabulary, such as one that was saved.
   *
   * @throws IllegalArgumentException if it has not the two marks
   */
  public CaptionVocabulary {
    if (!words.specials().equals(List.of(START, END))) {
      throw new IllegalArgumentException(
          "vocabulary of captions: expected the special words %s and %s, got %s"
              .formatted(START, END, words.specials()));
    }
  }

  /**
   * The words that stand in the captions at least {@code minCount} times.
   *
   * @param captions cut into tokens
   */
  public static CaptionVocabulary of(Iterable<List<String>> captions, int minCount) {
    WordCounts counts = new WordCounts();
    captions.forEach(caption -> caption.forEach(counts::add));
    return new CaptionVocabulary(
        Vocabulary.of(counts, minCount, Integer.MAX_VALUE, List.of(START, END)));
  }

  public int start() {
    return words.idOfSpecial(START);
  }

  public int end() {
    return words.idOfSpecial(END);
  }

  public int size() {
    return words.size();
  }

  /** Whether a caption may say it: a word, or the end; never padding, unknown or the start. */
  public boolean canBeSaid(int id) {
    return id >= end();
  }

  /** The ids of a caption's tokens, without marks. */
  public int[] encode(List<String> tokens) {
    return tokens.stream().mapToInt(words::idOf).toArray();
  }

  /** The words of some ids, up to the end mark. */
  public List<String> decode(int[] ids) {
    List<String> said = new ArrayList<>();
    for (int id : ids) {
      if (id == end()) {
        break;
      }
      said.add(words.wordAt(id));
    }
    return List.copyOf(said);
  }
}
