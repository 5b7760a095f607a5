package rawi.embeddings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Different words, numbered from 0. */
public interface Lexicon {
  int size();

  /** The word of a number below {@link #size}. */
  String word(int index);

  /** The number of a word, if it is one of these. */
  OptionalInt index(String word);

  /**
   * Words held in memory.
   *
   * @throws IllegalArgumentException if a word is there twice
   */
  static Lexicon of(List<String> words) {
    List<String> kept = List.copyOf(words);
    Map<String, Integer> numbers = new HashMap<>(kept.size() * 2);
    for (String word : kept) {
      if (numbers.putIfAbsent(word, numbers.size()) != null) {
        throw new IllegalArgumentException("the word '" + word + "' is there twice");
      }
    }
    return new Lexicon() {
      @Override
      public int size() {
        return kept.size();
      }

      @Override
      public String word(int index) {
        return kept.get(index);
      }

      @Override
      public OptionalInt index(String word) {
        Integer number = numbers.get(word);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
      }
    };
  }
}
