package rawi.tokenize.subwords;

import java.util.Arrays;

/**
 * The different pieces of some texts and how often each was seen: all that training looks at. Texts
 * are given one by one and not kept, so a corpus may be larger than memory. Not for several threads
 * at once.
 *
 * <p>A piece of more than 256 bytes, which no text in words has, is counted in parts of at most as
 * many, cut between characters; so one line without spaces cannot hold up the training.
 */
public final class PieceCounts {
  private static final int LONGEST = 256;

  private final Pretokenizer pretokenizer;
  private byte[] bytes = new byte[1 << 16];
  private int[] starts = new int[1 << 10]; // of each piece in bytes, and where the last ends
  private long[] counts = new long[1 << 10];
  private int[] slots = new int[1 << 12]; // piece + 1, 0 where vacant
  private byte[] scratch = new byte[1 << 10];
  private int size;
  private long texts;

  public PieceCounts(Pretokenizer pretokenizer) {
    this.pretokenizer = pretokenizer;
  }

  /** Counts the pieces of one text. */
  public PieceCounts add(CharSequence text) {
    char[] s = text.toString().toCharArray();
    int start = 0;
    while (start < s.length) {
      int stop = pretokenizer.pieceEnd(s, start, s.length);
      addParts(s, start, stop);
      start = stop;
    }
    texts++;
    return this;
  }

  private void addParts(char[] s, int start, int stop) {
    int from = start;
    while (from < stop) {
      int end = Math.min(stop, from + LONGEST / Utf8.MOST);
      if (end < stop && Utf8.isPair(s, end - 1, stop)) {
        end--;
      }
      if (scratch.length < (end - from) * Utf8.MOST) {
        scratch = new byte[(end - from) * Utf8.MOST];
      }
      add(scratch, Utf8.encode(s, from, end, scratch));
      from = end;
    }
  }

  private void add(byte[] piece, int length) {
    int slot = slot(piece, 0, length);
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (Arrays.equals(bytes, starts[known], starts[known + 1], piece, 0, length)) {
        counts[known]++;
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = size + 1;
    append(piece, length);
  }

  private void append(byte[] piece, int length) {
    int end = starts[size] + length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    System.arraycopy(piece, 0, bytes, starts[size], length);
    if (size + 1 == starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
      counts = Arrays.copyOf(counts, starts.length);
    }
    counts[size] = 1;
    size++;
    starts[size] = end;
    if (size * 2 > slots.length) {
      rehash();
    }
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    for (int piece = 0; piece < size; piece++) {
      int slot = slot(bytes, starts[piece], starts[piece + 1]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = piece + 1;
    }
  }

  private int slot(byte[] s, int from, int end) {
    int hash = 0;
    for (int i = from; i < end; i++) {
      hash = hash * 31 + s[i];
    }
    hash *= 0x9E3779B9;
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }

  /** How many different pieces. */
  public int size() {
    return size;
  }

  /** How many texts were added. */
  public long texts() {
    return texts;
  }

  Pretokenizer pretokenizer() {
    return pretokenizer;
  }

  /** All pieces, one behind the other. */
  byte[] bytes() {
    return bytes;
  }

  int start(int piece) {
    return starts[piece];
  }

  int end(int piece) {
    return starts[piece + 1];
  }

  long count(int piece) {
    return counts[piece];
  }
}
