package rawi.tokenize.subwords;

import java.util.Arrays;

/** A tree of byte strings; node 0 is the root. Safe for any number of readers once complete. */
final class Trie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private final LongTable edges;
  private int[] tokens = new int[64];
  private int nodes = 1;

  Trie(int expectedNodes) {
    edges = new LongTable(expectedNodes);
    Arrays.fill(tokens, NONE);
  }

  /** Number of nodes, the root included. */
  int size() {
    return nodes;
  }

  /** The node that {@code b} leads to, {@link #NONE} when there is none. */
  int child(int node, byte b) {
    return edges.get(edge(node, b));
  }

  /** The token that ends at a node, {@link #NONE} when none does. */
  int token(int node) {
    return tokens[node];
  }

  void add(byte[] token, int id) {
    int node = ROOT;
    for (byte b : token) {
      node = childOrNew(node, b);
    }
    tokens[node] = id;
  }

  int childOrNew(int node, byte b) {
    int child = edges.putIfAbsent(edge(node, b), nodes);
    if (child == nodes) {
      if (nodes == tokens.length) {
        tokens = Arrays.copyOf(tokens, nodes * 2);
        Arrays.fill(tokens, nodes, tokens.length, NONE);
      }
      nodes++;
    }
    return child;
  }

  private static long edge(int node, byte b) {
    return ((long) node << 8) | (b & 0xFF);
  }
}
