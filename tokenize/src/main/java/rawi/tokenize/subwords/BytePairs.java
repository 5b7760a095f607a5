package rawi.tokenize.subwords;

import java.util.List;

/**
 * Byte pair encoding: a piece begins as its bytes; of all neighbours that a merge is known for,
 * those of the earliest learned merge, the leftmost first, become one token; until no merge
 * applies.
 *
 * <p>Source: R. Sennrich, B. Haddow and A. Birch, Neural Machine Translation of Rare Words with
 * Subword Units, 2016, algorithm 1.
 */
final class BytePairs implements Segmenter {
  /** Pieces up to here are searched from end to end for the next merge; longer ones use a heap. */
  private static final int SHORT = 64;

  private static final int NO_RANK = Integer.MAX_VALUE;

  /** Two tokens, in the order in which they stand, and what they become. */
  record Merge(int left, int right, int product) {}

  private final int[] byteIds;
  private final List<Merge> merges;
  private final LongTable ranks;
  private final int[] products;

  /**
   * @param byteIds the token of each of the 256 bytes
   * @param merges earliest first
   */
  BytePairs(int[] byteIds, List<Merge> merges) {
    this.byteIds = byteIds.clone();
    this.merges = List.copyOf(merges);
    this.ranks = new LongTable(merges.size());
    this.products = new int[merges.size()];
    for (int rank = 0; rank < products.length; rank++) {
      Merge merge = merges.get(rank);
      ranks.putIfAbsent(pair(merge.left(), merge.right()), rank);
      products[rank] = merge.product();
    }
  }

  List<Merge> merges() {
    return merges;
  }

  static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }

  @Override
  public void segment(byte[] bytes, int length, Ids out, Scratch scratch) {
    scratch.needInts(length);
    int[] symbols = scratch.symbols;
    for (int i = 0; i < length; i++) {
      symbols[i] = byteIds[bytes[i] & 0xFF];
    }
    if (length <= SHORT) {
      out.addAll(symbols, mergeShort(symbols, length, scratch.links));
    } else {
      mergeLong(symbols, length, scratch.links, out);
    }
  }

  /** Merges in place; returns how many symbols are left. {@code rank[i]} is that of i and i + 1. */
  private int mergeShort(int[] symbols, int length, int[] rank) {
    for (int i = 0; i + 1 < length; i++) {
      rank[i] = rank(symbols[i], symbols[i + 1]);
    }
    int live = length;
    while (live > 1) {
      int best = lowest(rank, live - 1);
      if (rank[best] == NO_RANK) {
        break;
      }
      symbols[best] = products[rank[best]];
      live--;
      for (int i = best + 1; i < live; i++) {
        symbols[i] = symbols[i + 1];
        rank[i - 1] = rank[i];
      }
      if (best + 1 < live) {
        rank[best] = rank(symbols[best], symbols[best + 1]);
      }
      if (best > 0) {
        rank[best - 1] = rank(symbols[best - 1], symbols[best]);
      }
    }
    return live;
  }

  private static int lowest(int[] rank, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (rank[i] < rank[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The same in O(n log n): a merged symbol's right half is dead, {@code next} leaps over it. */
  private void mergeLong(int[] symbols, int length, int[] next, Ids out) {
    int[] before = new int[length];
    MinHeap heap = new MinHeap(length);
    for (int i = 0; i < length; i++) {
      before[i] = i - 1;
      next[i] = i + 1;
      if (i + 1 < length) {
        offer(heap, symbols, i, i + 1);
      }
    }
    while (!heap.isEmpty()) {
      long top = heap.poll();
      int at = (int) top;
      int right = next[at];
      // an entry is stale when one of its two was merged since
      if (symbols[at] < 0
          || right >= length
          || rank(symbols[at], symbols[right]) != (int) (top >>> 32)) {
        continue;
      }
      symbols[at] = products[(int) (top >>> 32)];
      symbols[right] = -1;
      int after = next[right];
      next[at] = after;
      if (after < length) {
        before[after] = at;
        offer(heap, symbols, at, after);
      }
      if (before[at] >= 0) {
        offer(heap, symbols, before[at], at);
      }
    }
    for (int i = 0; i < length; i = next[i]) {
      out.add(symbols[i]);
    }
  }

  private void offer(MinHeap heap, int[] symbols, int left, int right) {
    int rank = rank(symbols[left], symbols[right]);
    if (rank != NO_RANK) {
      heap.add(((long) rank << 32) | left);
    }
  }

  private int rank(int left, int right) {
    return ranks.get(pair(left, right)) & NO_RANK; // none, -1, becomes the largest
  }
}
