package rawi.tokenize.subwords;

import java.util.Arrays;

/**
 * All ways to cut a piece into tokens, and how often each token is expected in them: with a(i) the
 * log probability of all cuts of the first i bytes and b(i) that of all cuts of the rest, a token
 * from i to j is expected exp(a(i) + log p + b(j) - a(n)) times.
 *
 * <p>Source: T. Kudo, Subword Regularization, 2018, section 3.2 (the E-step); L. Rabiner, A
 * Tutorial on Hidden Markov Models, 1989, section III for the sums forward and backward.
 */
final class Lattice {
  /** Below this difference a summand is lost in the last bit of a double. */
  private static final double NEGLIGIBLE = -40;

  private final Unigram model;
  private final double[] expected;
  private final Ids starts = new Ids(256);
  private final Ids ends = new Ids(256);
  private final Ids tokens = new Ids(256);
  private double[] forward = new double[0];
  private double[] backward = new double[0];

  Lattice(Unigram model) {
    this.model = model;
    this.expected = new double[model.size()];
  }

  /** Of each token, over all pieces added. */
  double[] expected() {
    return expected;
  }

  /** Adds a piece that was seen {@code times}; returns its log probability. */
  double add(byte[] bytes, int from, int length, long times) {
    prepare(length);
    for (int start = 0; start < length; start++) {
      edges(bytes, from, start, length);
    }
    for (int e = tokens.size() - 1; e >= 0; e--) {
      int start = starts.get(e);
      double score = model.score(tokens.get(e));
      backward[start] = sum(backward[start], score + backward[ends.get(e)]);
    }
    double all = forward[length];
    for (int e = 0; e < tokens.size(); e++) {
      int token = tokens.get(e);
      double path = forward[starts.get(e)] + model.score(token) + backward[ends.get(e)];
      expected[token] += times * Math.exp(path - all);
    }
    return all;
  }

  private void prepare(int length) {
    if (forward.length <= length) {
      forward = new double[length * 2];
      backward = new double[length * 2];
    }
    Arrays.fill(forward, 0, length + 1, Double.NEGATIVE_INFINITY);
    Arrays.fill(backward, 0, length + 1, Double.NEGATIVE_INFINITY);
    forward[0] = 0;
    backward[length] = 0;
    starts.clear();
    ends.clear();
    tokens.clear();
  }

  private void edges(byte[] bytes, int from, int start, int length) {
    Trie trie = model.trie();
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
        forward[end] = sum(forward[end], forward[start] + model.score(token));
      }
    }
  }

  /** log(exp(a) + exp(b)). */
  private static double sum(double a, double b) {
    double larger = Math.max(a, b);
    double difference = Math.min(a, b) - larger;
    return difference > NEGLIGIBLE ? larger + Math.log(1 + Math.exp(difference)) : larger;
  }
}
