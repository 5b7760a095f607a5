package rawi.tokenize.subwords;

import java.util.Arrays;

/** Longs, the smallest first. */
final class MinHeap {
  private long[] heap;
  private int size;

  MinHeap(int expected) {
    heap = new long[Math.max(expected, 8)];
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(long value) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + (size >> 1));
    }
    int i = size;
    size++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (heap[parent] <= value) {
        break;
      }
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = value;
  }

  /** Takes the smallest out. */
  long poll() {
    long smallest = heap[0];
    size--;
    long last = heap[size];
    int i = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[i] = heap[child];
      i = child;
      child = 2 * i + 1;
    }
    heap[i] = last;
    return smallest;
  }
}
