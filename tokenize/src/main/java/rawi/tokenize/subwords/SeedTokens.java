package rawi.tokenize.subwords;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The tokens that a unigram model starts from: the strings of at most 16 characters that stand most
 * often in the pieces, by count times length. None begins or ends inside a character.
 */
final class SeedTokens {
  private static final int LONGEST = 16;
  private static final long MIN_COUNT = 2;

  private final PieceCounts pieces;
  private final Trie trie = new Trie(1 << 16);
  private long[] counts = new long[1 << 16]; // of the string that each node stands for
  private int[] starts = new int[counts.length]; // one place of it
  private int[] lengths = new int[counts.length]; // in bytes; 0 where no character ends
  private byte[] characters = new byte[counts.length];

  private SeedTokens(PieceCounts pieces) {
    this.pieces = pieces;
  }

  /** A string of bytes and its weight, count times characters. */
  record Seed(byte[] bytes, double weight) {}

  /** The {@code limit} weightiest, without those of a single byte. */
  static List<Seed> of(PieceCounts pieces, int limit) {
    SeedTokens seeds = new SeedTokens(pieces);
    for (int piece = 0; piece < pieces.size(); piece++) {
      seeds.count(piece);
    }
    return seeds.best(limit);
  }

  private void count(int piece) {
    byte[] bytes = pieces.bytes();
    int end = pieces.end(piece);
    for (int start = pieces.start(piece); start < end; start++) {
      if (!Utf8.isContinuation(bytes[start])) {
        count(bytes, start, end, pieces.count(piece));
      }
    }
  }

  private void count(byte[] bytes, int start, int end, long times) {
    int node = Trie.ROOT;
    byte read = 0;
    for (int i = start; i < end && read < LONGEST; i++) {
      node = trie.childOrNew(node, bytes[i]);
      if (node == counts.length) {
        grow();
      }
      if (i + 1 == end || !Utf8.isContinuation(bytes[i + 1])) {
        read++;
        counts[node] += times;
        starts[node] = start;
        lengths[node] = i + 1 - start;
        characters[node] = read;
      }
    }
  }

  private void grow() {
    counts = Arrays.copyOf(counts, counts.length * 2);
    starts = Arrays.copyOf(starts, counts.length);
    lengths = Arrays.copyOf(lengths, counts.length);
    characters = Arrays.copyOf(characters, counts.length);
  }

  private List<Seed> best(int limit) {
    List<Integer> nodes = new ArrayList<>();
    for (int node = 1; node < trie.size(); node++) {
      if (lengths[node] > 1 && counts[node] >= MIN_COUNT) {
        nodes.add(node);
      }
    }
    // nodes are numbered in the order of the pieces, and the sort is stable
    nodes.sort(Comparator.comparingLong(node -> -weight(node)));
    List<Seed> best = new ArrayList<>();
    for (int node : nodes.subList(0, Math.min(limit, nodes.size()))) {
      int start = starts[node];
      byte[] bytes = Arrays.copyOfRange(pieces.bytes(), start, start + lengths[node]);
      best.add(new Seed(bytes, weight(node)));
    }
    return best;
  }

  private long weight(int node) {
    return counts[node] * characters[node];
  }
}
