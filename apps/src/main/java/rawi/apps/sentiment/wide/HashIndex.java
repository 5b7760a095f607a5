package rawi.apps.sentiment.wide;

import java.util.Arrays;

/** Hashes of 64 bits, numbered from 0 in the order in which they came. */
final class HashIndex {
  private static final int NONE = -1;

  private long[] hashes = new long[64];
  private int[] slots = new int[128];
  private int size;

  HashIndex() {
    Arrays.fill(slots, NONE);
  }

  /** One that holds these, each once. */
  static HashIndex of(long[] hashes) {
    HashIndex index = new HashIndex();
    for (long hash : hashes) {
      index.add(hash);
    }
    return index;
  }

  int size() {
    return size;
  }

  long[] hashes() {
    return Arrays.copyOf(hashes, size);
  }

  /** The number of a hash, below 0 if it is not there. */
  int find(long hash) {
    return slots[slot(hash)];
  }

  /** The number of a hash, which is added if it is not there. */
  int add(long hash) {
    int slot = slot(hash);
    if (slots[slot] == NONE) {
      if (size == hashes.length) {
        grow();
        slot = slot(hash);
      }
      hashes[size] = hash;
      slots[slot] = size++;
    }
    return slots[slot];
  }

  /** Where a hash is, or is to be. */
  private int slot(long hash) {
    int at = (int) (hash & (slots.length - 1));
    while (slots[at] != NONE && hashes[slots[at]] != hash) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    slots = new int[4 * size];
    Arrays.fill(slots, NONE);
    for (int i = 0; i < size; i++) {
      slots[slot(hashes[i])] = i;
    }
  }
}
