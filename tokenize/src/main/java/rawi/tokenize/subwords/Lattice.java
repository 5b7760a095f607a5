package rawi.tokenize.subwords;

/**
 * All ways to cut a piece into tokens, and how often each token is expected in them: with a(i) the
 * probability of all cuts of the first i bytes, b(i) that of all cuts of the rest, and p that of a
 * token, one from i to j is expected a(i) p b(j) / a(n) times.
 *
 * <p>Sums and products only, in one order, and scaled by powers of two: the same bits on every
 * machine.
 *
 * <p>Source: T. Kudo, Subword Regularization, 2018, section 3.2 (the E-step); L. Rabiner, A
 * Tutorial on Hidden Markov Models, 1989, section III for the sums forward and backward.
 */
final class Lattice {
  private final Trie trie;
  private final double[] probabilities;
  private final double[] expected;
  private final Ids starts = new Ids(256);
  private final Ids ends = new Ids(256);
  private final Ids tokens = new Ids(256);
  private final ScaledSums forward = new ScaledSums();
  private final ScaledSums backward = new ScaledSums();

  Lattice(Unigram model) {
    trie = model.trie();
    probabilities = new double[model.size()];
    for (int token = 0; token < probabilities.length; token++) {
      probabilities[token] = StrictMath.exp(model.score(token));
    }
    expected = new double[probabilities.length];
  }

  /** Of each token, over all pieces added. */
  double[] expected() {
    return expected;
  }

  /** Adds a piece that was seen {@code times}; returns its log probability. */
  double add(byte[] bytes, int from, int length, long times) {
    forward(bytes, from, length);
    backward(length);
    for (int e = 0; e < tokens.size(); e++) {
      int start = starts.get(e);
      int end = ends.get(e);
      int scale = forward.scale(start) + backward.scale(end) - forward.scale(length);
      double share =
          forward.sum(start)
              * probabilities[tokens.get(e)]
              * backward.sum(end)
              / forward.sum(length);
      expected[tokens.get(e)] += times * share * ScaledSums.powerOfTwo(scale);
    }
    return forward.log(length);
  }

  private void forward(byte[] bytes, int from, int length) {
    starts.clear();
    ends.clear();
    tokens.clear();
    forward.begin(length, 0);
    for (int start = 0; start < length; start++) {
      forward.complete(start);
      int node = Trie.ROOT;
      for (int end = start + 1; end <= length; end++) {
        node = trie.child(node, bytes[from + end - 1]);
        if (node == Trie.NONE) {
          break;
        }
        int token = trie.token(node);
        if (token != Trie.NONE) {
          starts.add(start);
          ends.add(end);
          tokens.add(token);
          forward.add(end, start, probabilities[token]);
        }
      }
    }
    forward.complete(length);
  }

  private void backward(int length) {
    backward.begin(length, length);
    int last = length;
    for (int e = tokens.size() - 1; e >= 0; e--) {
      int start = starts.get(e);
      if (start != last) { // no token that starts behind is left
        backward.complete(last);
        last = start;
      }
      backward.add(start, ends.get(e), probabilities[tokens.get(e)]);
    }
    backward.complete(last);
  }
}
