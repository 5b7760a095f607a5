package rawi.tokenize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words and their ids. Id 0 is padding, id 1 stands for every word that is not in the vocabulary,
 * the words follow from 2 on by falling count, equal counts in code point order: the same counts
 * give the same ids on every machine. No word of a text can reach id 0, not even one spelled {@code
 * [pad]}.
 */
public final class Vocabulary {
  public static final int PAD = 0;
  public static final int UNKNOWN = 1;
  static final List<String> RESERVED = List.of("[pad]", "[unk]");

  private final List<String> words;
  private final int[] counts;
  private final Map<String, Integer> ids;

  Vocabulary(List<String> words, int[] counts) {
    this.words = List.copyOf(words);
    this.counts = counts;
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = RESERVED.size(); id < words.size(); id++) {
      ids.put(words.get(id), id);
    }
  }

  /**
   * The most frequent words.
   *
   * @param minCount words seen less often are left out; at least 1
   * @param maxSize most ids, the two reserved ones included; at least 2
   * @throws IllegalArgumentException if {@code minCount} or {@code maxSize} is smaller
   */
  public static Vocabulary of(WordCounts counted, int minCount, int maxSize) {
    if (minCount < 1) {
      throw new IllegalArgumentException(
          "Vocabulary: expected a minimum count of at least 1, got " + minCount + ".");
    }
    if (maxSize < RESERVED.size()) {
      throw new IllegalArgumentException(
          "Vocabulary: expected a size of at least 2 (padding and unknown), got " + maxSize + ".");
    }
    List<Map.Entry<String, Integer>> kept = new ArrayList<>();
    long unknown = 0;
    for (Map.Entry<String, Integer> entry : counted.counts().entrySet()) {
      if (entry.getValue() >= minCount && !RESERVED.contains(entry.getKey())) {
        kept.add(entry);
      } else {
        unknown += entry.getValue();
      }
    }
    kept.sort(
        Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue())
            .thenComparing(Map.Entry::getKey, Vocabulary::compareCodePoints));
    int size = Math.min(kept.size(), maxSize - RESERVED.size());
    for (Map.Entry<String, Integer> entry : kept.subList(size, kept.size())) {
      unknown += entry.getValue();
    }
    List<String> words = new ArrayList<>(RESERVED);
    int[] counts = new int[size + RESERVED.size()];
    counts[UNKNOWN] = (int) Math.min(unknown, Integer.MAX_VALUE);
    for (Map.Entry<String, Integer> entry : kept.subList(0, size)) {
      counts[words.size()] = entry.getValue();
      words.add(entry.getKey());
    }
    return new Vocabulary(words, counts);
  }

  /** The id of a word, {@link #UNKNOWN} when it has none. */
  public int idOf(String word) {
    return ids.getOrDefault(word, UNKNOWN);
  }

  /**
   * The word of an id; {@code [pad]} for 0 and {@code [unk]} for 1.
   *
   * @throws IndexOutOfBoundsException naming the range of ids
   */
  public String wordAt(int id) {
    return words.get(checked(id));
  }

  /**
   * How often the word was seen when the vocabulary was made; for {@link #UNKNOWN} the words left
   * out, all together.
   */
  public int count(int id) {
    return counts[checked(id)];
  }

  /** Number of ids, the two reserved ones included. */
  public int size() {
    return counts.length;
  }

  public boolean contains(String word) {
    return ids.containsKey(word);
  }

  /** Ids of the normalized forms, in order. */
  public int[] encode(List<Token> tokens) {
    int[] encoded = new int[tokens.size()];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = idOf(tokens.get(i).normalized());
    }
    return encoded;
  }

  private int checked(int id) {
    if (id < 0 || id >= counts.length) {
      throw new IndexOutOfBoundsException(
          "Vocabulary: expected an id from 0 to " + (counts.length - 1) + ", got " + id + ".");
    }
    return id;
  }

  /**
   * Strings compare by UTF-16 units, which puts surrogate pairs before U+E000 to U+FFFF; code
   * points do not.
   */
  private static int compareCodePoints(String a, String b) {
    int n = Math.min(a.length(), b.length());
    int i = 0;
    while (i < n && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == n) {
      return Integer.compare(a.length(), b.length());
    }
    boolean insidePair = i > 0 && Character.isHighSurrogate(a.charAt(i - 1));
    int at = insidePair ? i - 1 : i;
    int order = Integer.compare(a.codePointAt(at), b.codePointAt(at));
    return order != 0 ? order : Character.compare(a.charAt(i), b.charAt(i));
  }
}
