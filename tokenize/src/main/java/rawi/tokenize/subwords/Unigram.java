package rawi.tokenize.subwords;

/**
 * The unigram language model: of all ways to cut a piece into tokens the one whose sum of log
 * probabilities is greatest, found by one pass from left to right (Viterbi). Of equal sums the one
 * found first stands: the one whose last token is the longest.
 *
 * <p>Source: T. Kudo, Subword Regularization, 2018, section 3.2.
 */
final class Unigram implements Segmenter {
  private final byte[][] tokens;
  private final double[] scores;
  private final Trie trie;

  private Unigram(byte[][] tokens, double[] scores, Trie trie) {
    this.tokens = tokens;
    this.scores = scores;
    this.trie = trie;
  }

  /**
   * @param tokens bytes of each token; one without bytes is never found in a text
   * @param scores log probability of each
   */
  Unigram(byte[][] tokens, double[] scores) {
    this.tokens = tokens.clone();
    this.scores = scores.clone();
    this.trie = new Trie(tokens.length * 4);
    for (int id = 0; id < tokens.length; id++) {
      if (tokens[id].length > 0) {
        trie.add(tokens[id], id);
      }
    }
  }

  /** The same tokens with other scores. */
  Unigram withScores(double[] other) {
    return new Unigram(tokens, other.clone(), trie);
  }

  byte[] token(int id) {
    return tokens[id];
  }

  Trie trie() {
    return trie;
  }

  /** Number of tokens, those without bytes included. */
  int size() {
    return scores.length;
  }

  double score(int id) {
    return scores[id];
  }

  @Override
  public void segment(byte[] bytes, int length, Ids out, Scratch scratch) {
    segment(bytes, length, length, out, scratch);
  }

  /** The best cut into two tokens or more: what takes the place of a token that goes. */
  void segmentWithoutWhole(byte[] bytes, Ids out, Scratch scratch) {
    segment(bytes, bytes.length, bytes.length - 1, out, scratch);
  }

  /** The first token ends at {@code firstEnd} or before. */
  private void segment(byte[] bytes, int length, int firstEnd, Ids out, Scratch scratch) {
    scratch.needInts(length + 1);
    scratch.needScores(length + 1);
    double[] best = scratch.scores;
    int[] from = scratch.links;
    int[] token = scratch.symbols;
    java.util.Arrays.fill(from, 0, length + 1, -1);
    best[0] = 0;
    for (int start = 0; start < length; start++) {
      double here = best[start];
      int node = Trie.ROOT;
      int last = start == 0 ? firstEnd : length;
      for (int end = start + 1; end <= last; end++) {
        node = trie.child(node, bytes[end - 1]);
        if (node == Trie.NONE) {
          break;
        }
        int id = trie.token(node);
        if (id != Trie.NONE && (from[end] < 0 || scores[id] + here > best[end])) {
          best[end] = scores[id] + here;
          from[end] = start;
          token[end] = id;
        }
      }
    }
    int count = 0;
    for (int end = length; end > 0; end = from[end]) {
      token[length - count] = token[end]; // not read again: no start lies after this end
      count++;
    }
    for (int i = count - 1; i >= 0; i--) {
      out.add(token[length - i]);
    }
  }
}
