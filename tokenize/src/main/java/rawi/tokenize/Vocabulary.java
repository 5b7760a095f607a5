package rawi.tokenize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words and their ids. Id 0 is padding, id 1 stands for every word that is not in the vocabulary,
 * then come special words that mark a place (the start of a caption, the end of a line), if any;
 * the words of texts follow by falling count, equal counts in code point order: the same counts
 * give the same ids on every machine. No word of a text can reach the id of padding or of a special
 * word, not even one spelled {@code [pad]}.
 */
public final class Vocabulary {
  public static final int PAD = 0;
  public static final int UNKNOWN = 1;
  static final List<String> RESERVED = List.of("[pad]", "[unk]");

  private final List<String> words;
  private final int[] counts;
  private final int reserved; // ids that no word of a text reaches, but by being unknown
  private final Map<String, Integer> ids;

  Vocabulary(List<String> words, int[] counts, int reserved) {
    this.words = List.copyOf(words);
    this.counts = counts;
    this.reserved = reserved;
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = reserved; id < words.size(); id++) {
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
    return of(counted, minCount, maxSize, List.of());
  }

  /**
   * The most frequent words, behind some special ones.
   *
   * @param minCount words seen less often are left out; at least 1
   * @param maxSize most ids, the reserved and special ones included
   * @param specials words of the ids from 2 on, such as {@code [start]}
   * @throws IllegalArgumentException if {@code minCount} is less than 1, {@code maxSize} has no
   *     room for the special words, or a special word is empty or stands twice
   */
  public static Vocabulary of(
      WordCounts counted, int minCount, int maxSize, List<String> specials) {
    List<String> words = reserved(specials);
    if (minCount < 1) {
      throw new IllegalArgumentException(
          "Vocabulary: expected a minimum count of at least 1, got " + minCount + ".");
    }
    if (maxSize < words.size()) {
      throw new IllegalArgumentException(
          "Vocabulary: expected a size of at least %d (padding, unknown%s), got %d."
              .formatted(
                  words.size(),
                  specials.isEmpty() ? "" : " and " + specials.size() + " special words",
                  maxSize));
    }
    List<Map.Entry<String, Integer>> kept = new ArrayList<>();
    long unknown = 0;
    for (Map.Entry<String, Integer> entry : counted.counts().entrySet()) {
      if (entry.getValue() >= minCount && !words.contains(entry.getKey())) {
        kept.add(entry);
      } else {
        unknown += entry.getValue();
      }
    }
    kept.sort(
        Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue())
            .thenComparing(Map.Entry::getKey, Vocabulary::compareCodePoints));
    int size = Math.min(kept.size(), maxSize - words.size());
    for (Map.Entry<String, Integer> entry : kept.subList(size, kept.size())) {
      unknown += entry.getValue();
    }
    int reserved = words.size();
    int[] counts = new int[size + reserved];
    counts[UNKNOWN] = (int) Math.min(unknown, Integer.MAX_VALUE);
    for (Map.Entry<String, Integer> entry : kept.subList(0, size)) {
      counts[words.size()] = entry.getValue();
      words.add(entry.getKey());
    }
    return new Vocabulary(words, counts, reserved);
  }

  /**
   * The given words, in this order, from id 2 on.
   *
   * @param counts how often each was seen
   * @throws IllegalArgumentException if a word stands twice or is a reserved one, or there is not
   *     one count of 0 or more for each
   */
  public static Vocabulary ofWords(List<String> words, int[] counts) {
    if (counts.length != words.size() || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "Vocabulary: expected a count of 0 or more for each of %d words."
              .formatted(words.size()));
    }
    List<String> all = new ArrayList<>(RESERVED);
    Set<String> seen = new HashSet<>(RESERVED);
    for (String word : words) {
      if (!seen.add(word)) {
        throw new IllegalArgumentException(
            "Vocabulary: the word '" + word + "' stands twice or is reserved.");
      }
      all.add(word);
    }
    int[] shifted = new int[all.size()];
    System.arraycopy(counts, 0, shifted, RESERVED.size(), counts.length);
    return new Vocabulary(all, shifted, RESERVED.size());
  }

  private static List<String> reserved(List<String> specials) {
    List<String> words = new ArrayList<>(RESERVED);
    for (String special : specials) {
      if (special.isEmpty() || words.contains(special)) {
        throw new IllegalArgumentException(
            "Vocabulary: the special word '" + special + "' is empty or stands twice.");
      }
      words.add(special);
    }
    return words;
  }

  /** The words of padding and unknown, which no word of a text can have the ids of. */
  public static List<String> reserved() {
    return RESERVED;
  }

  /** Compares words by their code points, as the order of ids does. */
  public static Comparator<String> codePointOrder() {
    return Vocabulary::compareCodePoints;
  }

  /** The special words, in the order of their ids; without padding and unknown. */
  public List<String> specials() {
    return words.subList(RESERVED.size(), reserved);
  }

  boolean isSpecial(int id) {
    return id >= RESERVED.size() && id < reserved;
  }

  /**
   * The id of a special word.
   *
   * @throws IllegalArgumentException if there is no such special word
   */
  public int idOfSpecial(String special) {
    int index = specials().indexOf(special);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Vocabulary: expected one of the special words "
              + specials()
              + ", got '"
              + special
              + "'.");
    }
    return index + RESERVED.size();
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

  /** Number of ids, the reserved and special ones included. */
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
