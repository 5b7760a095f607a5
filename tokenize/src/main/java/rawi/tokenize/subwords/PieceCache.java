package rawi.tokenize.subwords;

import java.util.Arrays;

/**
 * What pieces of text became, so that a word seen before costs one look-up. A slot holds the last
 * piece that fell on it; memory is bounded, and nothing is lost but time when a piece is pushed
 * out.
 *
 * <p>Safe for any number of threads without a lock: an entry never changes, and its final fields
 * are seen whole by whoever sees the entry. A race can only forget one.
 */
final class PieceCache {
  private static final int LONGEST = 64; // longer pieces are rare
  private static final int SLOTS = 1 << 16;
  private static final int[] MISS = new int[0];
  private static final Entry VACANT = new Entry(0, new char[0], MISS);

  private final Entry[] slots;
  private final int longest; // longer pieces are not kept

  private PieceCache(int slots, int longest) {
    this.slots = new Entry[slots];
    this.longest = longest;
    Arrays.fill(this.slots, VACANT);
  }

  static PieceCache empty() {
    return new PieceCache(SLOTS, LONGEST);
  }

  /** One that keeps nothing. */
  static PieceCache none() {
    return new PieceCache(2, 0);
  }

  private record Entry(int hash, char[] piece, int[] ids) {}

  static int hash(char[] s, int from, int end) {
    int hash = end - from;
    for (int i = from; i < end; i++) {
      hash = hash * 31 + s[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  /** The ids of the piece {@code [from, end)}; an empty array when they are not known. */
  int[] get(int hash, char[] s, int from, int end) {
    int slot = hash & (slots.length - 1);
    Entry first = slots[slot];
    if (first.hash == hash && same(first.piece, s, from, end)) {
      return first.ids;
    }
    Entry second = slots[slot ^ 1];
    return second.hash == hash && same(second.piece, s, from, end) ? second.ids : MISS;
  }

  void put(int hash, char[] s, int from, int end, int[] ids) {
    if (end - from > longest) {
      return;
    }
    int slot = hash & (slots.length - 1);
    if (slots[slot].ids.length > 0) {
      slots[slot ^ 1] = slots[slot];
    }
    slots[slot] = new Entry(hash, Arrays.copyOfRange(s, from, end), ids);
  }

  private static boolean same(char[] piece, char[] s, int from, int end) {
    if (piece.length != end - from) {
      return false;
    }
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] != s[from + i]) {
        return false;
      }
    }
    return true;
  }
}
