package rawi.tokenize.subwords;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns byte pair encoding: of all pairs of neighbouring tokens in the pieces, the most frequent
 * becomes one token; again and again, until the vocabulary is full. Of equally frequent pairs the
 * one with the smaller ids is taken, so the same pieces give the same tokenizer everywhere.
 *
 * <p>Ids: special tokens, the 256 bytes, then merges in the order learned.
 *
 * <p>Source: R. Sennrich, B. Haddow and A. Birch, Neural Machine Translation of Rare Words with
 * Subword Units, 2016, algorithm 1.
 *
 * @param size ids of the vocabulary, special tokens and bytes included
 * @param minCount pairs seen less often are not merged; the vocabulary may end smaller for it
 * @param specials tokens of the first ids
 */
public record BytePairTraining(int size, long minCount, List<String> specials) {
  /** Padding has id 0, as everywhere else. */
  public static final List<String> SPECIALS = List.of("[pad]");

  private static final long MIN_COUNT = 2;

  /**
   * @throws IllegalArgumentException if {@code size} has no room for bytes and specials, or {@code
   *     minCount} is less than 1
   */
  public BytePairTraining {
    specials = List.copyOf(specials);
    Beginning.of(specials, size);
    if (minCount < 1) {
      throw new IllegalArgumentException("min-count: expected at least 1, got " + minCount);
    }
  }

  /** With {@code [pad]} as id 0; pairs seen at least twice. */
  public static BytePairTraining ofSize(int size) {
    return new BytePairTraining(size, MIN_COUNT, SPECIALS);
  }

  /**
   * The tokenizer of these pieces.
   *
   * @throws IllegalArgumentException if there is no piece
   */
  public SubwordTokenizer train(PieceCounts pieces) {
    if (pieces.size() == 0) {
      throw new IllegalArgumentException("text: expected something to learn from, got none");
    }
    Beginning beginning = Beginning.of(specials, size);
    List<String> forms = new ArrayList<>(beginning.forms());
    Map<String, Integer> ids = new HashMap<>();
    for (int id = specials.size(); id < forms.size(); id++) {
      ids.put(forms.get(id), id);
    }
    List<BytePairs.Merge> merges = new ArrayList<>();
    LongTable merged = new LongTable(size);
    PairCounts pairs = new PairCounts(pieces, beginning.byteIds(), minCount);
    while (forms.size() < size && pairs.advance()) {
      String form = forms.get(pairs.left()) + forms.get(pairs.right());
      if (beginning.isSpecial(form)) { // no text may reach a special id
        continue;
      }
      // two ways to the same bytes are two merges, but one token
      Integer known = ids.putIfAbsent(form, forms.size());
      int product = known == null ? forms.size() : known;
      if (known == null) {
        forms.add(form);
      }
      // a token that came up again in another way can bring a merged pair back
      if (merged.putIfAbsent(BytePairs.pair(pairs.left(), pairs.right()), merges.size())
          == merges.size()) {
        merges.add(new BytePairs.Merge(pairs.left(), pairs.right(), product));
      }
      pairs.merge(product);
    }
    return SubwordTokenizer.of(
        pieces.pretokenizer(),
        false,
        new BytePairs(beginning.byteIds(), merges),
        forms,
        beginning.specials());
  }
}
