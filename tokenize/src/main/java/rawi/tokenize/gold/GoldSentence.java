package rawi.tokenize.gold;

import java.util.List;

/** A sentence of a treebank with the places of its surface tokens. */
public record GoldSentence(String text, List<Place> tokens) {
  public GoldSentence {
    tokens = List.copyOf(tokens);
  }

  /** UTF-16 units {@code start} (inclusive) to {@code end} (exclusive) of the sentence. */
  public record Place(int start, int end) {}
}
