package rawi.tokenize.subwords;

import java.util.Arrays;

/** A list of ints that grows. */
final class Ids {
  private int[] ids;
  private int size;

  Ids(int expected) {
    ids = new int[Math.max(expected, 4)];
  }

  int size() {
    return size;
  }

  int get(int i) {
    return ids[i];
  }

  void add(int id) {
    if (size == ids.length) {
      grow(size + 1);
    }
    ids[size] = id;
    size++;
  }

  void addAll(int[] more) {
    if (size + more.length > ids.length) {
      grow(size + more.length);
    }
    // most pieces are one or two ids: a loop costs less than a call
    for (int i = 0; i < more.length; i++) {
      ids[size + i] = more[i];
    }
    size += more.length;
  }

  void addAll(int[] more, int count) {
    if (size + count > ids.length) {
      grow(size + count);
    }
    System.arraycopy(more, 0, ids, size, count);
    size += count;
  }

  void clear() {
    size = 0;
  }

  int[] toArray(int from) {
    return Arrays.copyOfRange(ids, from, size);
  }

  private void grow(int needed) {
    ids = Arrays.copyOf(ids, Math.max(needed, ids.length + (ids.length >> 1)));
  }
}
