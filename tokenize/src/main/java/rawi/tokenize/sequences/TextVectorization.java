package rawi.tokenize.sequences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import rawi.tokenize.Vocabulary;

/**
 * How texts become ids or vectors, in the sense and with the conventions of Keras 3's layer of this
 * name: a text is standardized, split, its words combined to n-grams, and each looked up in a
 * vocabulary that {@link #adapt} learns. Ids go by falling count, equal counts by falling code
 * points; 0 is padding, 1 stands for unknown words.
 *
 * <p>Where Keras is told an output mode, {@link TextVectorizer} has a method for each. {@code
 * maxTokens} counts padding and unknown, as in Keras's mode {@code int}; its other modes have no
 * padding, so that for the same words one more is asked for here.
 *
 * @param maxTokens most ids of the vocabulary, at least 3
 * @param minCount words seen less often are left out; 1 in Keras
 * @param ngrams widths of the n-grams, joined with a space: first all of the first width; empty for
 *     the words as they are
 * @param sequences of ids: their length, and where they are padded and cut
 * @param padToMaxTokens whether vectors have room for {@code maxTokens} words where the vocabulary
 *     has fewer
 */
public record TextVectorization(
    OptionalInt maxTokens,
    int minCount,
    Standardize standardize,
    Split split,
    List<Integer> ngrams,
    PadSequences sequences,
    boolean padToMaxTokens) {
  private static final int RESERVED = 2; // padding and unknown

  /**
   * @throws IllegalArgumentException if a number is out of its range, or {@code padToMaxTokens} is
   *     set without {@code maxTokens}
   */
  public TextVectorization {
    ngrams = List.copyOf(ngrams);
    require(maxTokens.orElse(RESERVED + 1) > RESERVED, "maxTokens: expected at least 3", maxTokens);
    require(minCount >= 1, "minCount: expected at least 1", minCount);
    require(ngrams.stream().allMatch(n -> n >= 1), "ngrams: expected widths of 1 or more", ngrams);
    require(
        !padToMaxTokens || maxTokens.isPresent(), "padToMaxTokens: expected maxTokens", maxTokens);
  }

  private static void require(boolean holds, String expected, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(expected + ", got " + got);
    }
  }

  /**
   * Keras's defaults: small letters, no punctuation, split at white space, no n-grams, all words,
   * sequences as long as they are.
   */
  public static TextVectorization defaults() {
    return new TextVectorization(
        OptionalInt.empty(),
        1,
        Standardize.LOWER_AND_STRIP_PUNCTUATION,
        Split.WHITESPACE,
        List.of(),
        PadSequences.toLongest(),
        false);
  }

  public TextVectorization withMaxTokens(int most) {
    return new TextVectorization(
        OptionalInt.of(most), minCount, standardize, split, ngrams, sequences, padToMaxTokens);
  }

  public TextVectorization withMinCount(int least) {
    return new TextVectorization(
        maxTokens, least, standardize, split, ngrams, sequences, padToMaxTokens);
  }

  public TextVectorization withStandardize(Standardize step) {
    return new TextVectorization(
        maxTokens, minCount, step, split, ngrams, sequences, padToMaxTokens);
  }

  public TextVectorization withSplit(Split how) {
    return new TextVectorization(
        maxTokens, minCount, standardize, how, ngrams, sequences, padToMaxTokens);
  }

  /** N-grams of 1 to {@code widest} words, as Keras reads a single number. */
  public TextVectorization withNgramsTo(int widest) {
    return withNgrams(IntStream.rangeClosed(1, widest).boxed().toList());
  }

  /** N-grams of these widths alone. */
  public TextVectorization withNgrams(List<Integer> widths) {
    return new TextVectorization(
        maxTokens, minCount, standardize, split, widths, sequences, padToMaxTokens);
  }

  public TextVectorization withSequences(PadSequences rows) {
    return new TextVectorization(
        maxTokens, minCount, standardize, split, ngrams, rows, padToMaxTokens);
  }

  /** Vectors with room for {@link #maxTokens} words. */
  public TextVectorization paddedToMaxTokens() {
    return new TextVectorization(maxTokens, minCount, standardize, split, ngrams, sequences, true);
  }

  /**
   * Learns the vocabulary of some texts, and in how many of them each word stands.
   *
   * @throws IllegalArgumentException if no word is left to learn
   */
  public TextVectorizer adapt(Iterable<String> texts) {
    Words words = new Words(this);
    Map<String, Tally> tallies = new HashMap<>();
    int documents = 0;
    for (String text : texts) {
      for (String word : words.of(text)) {
        tallies.computeIfAbsent(word, Tally::new).see(documents);
      }
      documents++;
    }
    List<Tally> kept = kept(new ArrayList<>(tallies.values()));
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "texts: expected a word seen at least %d times, got none in %d texts"
              .formatted(minCount, documents));
    }
    Vocabulary vocabulary =
        Vocabulary.ofWords(
            kept.stream().map(tally -> tally.word).toList(),
            kept.stream().mapToInt(tally -> tally.count).toArray());
    int[] inTexts = kept.stream().mapToInt(tally -> tally.texts).toArray();
    return new TextVectorizer(this, vocabulary, documents, inTexts);
  }

  private List<Tally> kept(List<Tally> seen) {
    seen.removeIf(tally -> tally.count < minCount || Vocabulary.reserved().contains(tally.word));
    seen.sort(
        Comparator.comparingInt((Tally tally) -> -tally.count)
            .thenComparing(tally -> tally.word, Vocabulary.codePointOrder().reversed()));
    int most = maxTokens.orElse(Integer.MAX_VALUE) - RESERVED;
    return seen.subList(0, Math.min(seen.size(), most));
  }

  /** How often a word was seen, and in how many texts. */
  private static final class Tally {
    private final String word;
    private int count;
    private int texts;
    private int lastText = -1;

    Tally(String word) {
      this.word = word;
    }

    void see(int text) {
      count++;
      if (text != lastText) {
        texts++;
        lastText = text;
      }
    }
  }
}
