package rawi.tokenize.subwords;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * All pieces as rows of tokens, and for each pair of neighbours how often it stands there and in
 * which pieces. A merge visits only the pieces that hold its pair and corrects the counts of the
 * pairs around it.
 */
final class PairCounts {
  /** A pair by the count it had when it was put into the queue. */
  private record Candidate(long count, long pair, int index) {}

  private final long minCount;
  private final int[] symbols; // all pieces, one behind the other, each in its own stretch
  private final int[] starts;
  private final int[] lengths;
  private final long[] frequencies;
  private final LongTable indices = new LongTable(1 << 16);
  private long[] counts = new long[1 << 16];
  private long[] keys = new long[counts.length];
  private Ids[] pieces = new Ids[counts.length]; // where a pair stands, or stood
  private int known;
  private int[] risenAt = new int[counts.length]; // the round in which a count last rose
  private final Ids risen = new Ids(64);
  private int round = 1;
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Candidate c) -> -c.count).thenComparingLong(c -> c.pair));
  private Candidate best = new Candidate(0, 0, 0);

  PairCounts(PieceCounts all, int[] byteIds, long minCount) {
    this.minCount = minCount;
    int n = all.size();
    symbols = new int[all.end(n - 1)];
    starts = new int[n];
    lengths = new int[n];
    frequencies = new long[n];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = byteIds[all.bytes()[i] & 0xFF];
    }
    for (int piece = 0; piece < n; piece++) {
      starts[piece] = all.start(piece);
      lengths[piece] = all.end(piece) - all.start(piece);
      frequencies[piece] = all.count(piece);
      for (int i = starts[piece]; i + 1 < all.end(piece); i++) {
        add(symbols[i], symbols[i + 1], piece);
      }
    }
    queueRisen();
  }

  /** Goes on to the most frequent pair; false when none is frequent enough. */
  boolean advance() {
    while (!queue.isEmpty()) {
      Candidate top = queue.poll();
      long count = counts[top.index];
      if (count == top.count) {
        best = top;
        return count >= minCount;
      }
      if (count >= minCount) { // it fell since: back to its place
        queue.add(new Candidate(count, top.pair, top.index));
      }
    }
    return false;
  }

  int left() {
    return (int) (best.pair >>> 32);
  }

  int right() {
    return (int) best.pair;
  }

  /** Makes one token of the pair that {@link #advance} came to, wherever it stands. */
  void merge(int product) {
    Ids where = pieces[best.index];
    int left = left();
    int right = right();
    for (int k = 0; k < where.size(); k++) {
      merge(where.get(k), left, right, product);
    }
    counts[best.index] = 0;
    pieces[best.index] = new Ids(0);
    queueRisen();
  }

  private void merge(int piece, int left, int right, int product) {
    int from = starts[piece];
    int end = from + lengths[piece];
    int to = from; // where the next token of the shortened row goes
    int i = from;
    while (i < end) {
      if (i + 1 < end && symbols[i] == left && symbols[i + 1] == right) {
        if (to > from) {
          remove(symbols[to - 1], left, piece);
          add(symbols[to - 1], product, piece);
        }
        if (i + 2 < end) {
          remove(right, symbols[i + 2], piece);
          add(product, symbols[i + 2], piece);
        }
        symbols[to] = product;
        i += 2;
      } else {
        symbols[to] = symbols[i];
        i++;
      }
      to++;
    }
    lengths[piece] = to - from;
  }

  private void remove(int left, int right, int piece) {
    int index = indices.get(BytePairs.pair(left, right));
    if (index != LongTable.NONE) {
      counts[index] -= frequencies[piece];
    }
  }

  private void add(int left, int right, int piece) {
    int index = indices.putIfAbsent(BytePairs.pair(left, right), indices.size());
    if (index == known) {
      if (known == counts.length) {
        counts = Arrays.copyOf(counts, known * 2);
        risenAt = Arrays.copyOf(risenAt, known * 2);
        pieces = Arrays.copyOf(pieces, known * 2);
        keys = Arrays.copyOf(keys, known * 2);
      }
      pieces[index] = new Ids(0);
      keys[index] = BytePairs.pair(left, right);
      known++;
    }
    counts[index] += frequencies[piece];
    Ids where = pieces[index];
    if (where.size() == 0 || where.get(where.size() - 1) != piece) {
      where.add(piece);
    }
    if (risenAt[index] != round) {
      risenAt[index] = round;
      risen.add(index);
    }
  }

  private void queueRisen() {
    for (int k = 0; k < risen.size(); k++) {
      int index = risen.get(k);
      if (counts[index] >= minCount) {
        queue.add(new Candidate(counts[index], keys[index], index));
      }
    }
    risen.clear();
    round++;
  }
}
