package rawi.tokenize.subwords;

import java.util.Arrays;

/**
 * A map from long keys, all 0 or more, to ints, all 0 or more. Safe for any number of readers once
 * nobody writes.
 */
final class LongTable {
  static final int NONE = -1;
  private static final long EMPTY = -1;

  private long[] keys;
  private int[] values;
  private int shift;
  private int size;

  LongTable(int expected) {
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(expected, 8) * 2L - 1);
    allocate(bits);
  }

  private void allocate(int bits) {
    keys = new long[1 << bits];
    Arrays.fill(keys, EMPTY);
    values = new int[1 << bits];
    shift = 64 - bits;
  }

  int size() {
    return size;
  }

  /** The value of a key, {@link #NONE} when it has none. */
  int get(long key) {
    long[] k = keys;
    int mask = k.length - 1;
    int slot = slot(key);
    while (k[slot] != key) {
      if (k[slot] == EMPTY) {
        return NONE;
      }
      slot = (slot + 1) & mask;
    }
    return values[slot];
  }

  /** The value of a key, which becomes {@code value} when it had none. */
  int putIfAbsent(long key, int value) {
    int mask = keys.length - 1;
    int slot = slot(key);
    while (keys[slot] != EMPTY) {
      if (keys[slot] == key) {
        return values[slot];
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = value;
    size++;
    if (size * 2L > keys.length) {
      grow();
    }
    return value;
  }

  private int slot(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    allocate(65 - shift);
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        putIfAbsent(oldKeys[i], oldValues[i]);
      }
    }
  }
}
