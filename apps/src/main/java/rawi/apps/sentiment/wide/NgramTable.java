package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rawi.tokenize.Token;

/**
 * Which n-grams a model knows, and what a text is as a row over them:
 *
 * <pre>
 * x_j = share_b (1 + log n_j) idf_j / norm_b        idf_j = 1 + log((1 + N) / (1 + N_j))
 * </pre>
 *
 * n_j: how often n-gram j stands in the text; N_j: in how many of the N texts learnt it stood;
 * norm_b: the length of what stands above it over the block b of n-gram j (Salton and Buckley
 * 1988).
 */
final class NgramTable {
  /** What the squares of a block add up to, rooted: words, characters, and those of skeletons. */
  private static final double[] SHARES = {1, 1, 0.7, 0.7};

  private final HashIndex index;
  private final float[] idf;
  private final byte[] blocks;

  /**
   * A table.
   *
   * @param hashes of the n-grams known, each once
   * @param idf of each
   * @param blocks of each
   */
  NgramTable(long[] hashes, float[] idf, byte[] blocks) {
    this.index = HashIndex.of(hashes);
    this.idf = idf.clone();
    this.blocks = blocks.clone();
  }

  /**
   * The table of some texts.
   *
   * @param least n-grams of fewer texts are not known
   * @param most so many at most, those of most texts
   */
  static NgramTable learn(List<List<Token>> texts, int least, int most) {
    HashIndex all = new HashIndex();
    Counts counts = new Counts();
    for (int i = 0; i < texts.size(); i++) {
      int text = i;
      Ngrams.of(texts.get(i), (block, hash, first, last) -> counts.see(all.add(hash), block, text));
    }
    long[] hashes = all.hashes();
    int[] kept =
        IntStream.range(0, hashes.length)
            .filter(j -> counts.texts[j] >= least)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer j) -> -counts.texts[j])
                    .thenComparingLong(j -> hashes[j]))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    long[] known = Arrays.stream(kept).mapToLong(j -> hashes[j]).toArray();
    float[] idf = new float[kept.length];
    byte[] blocks = new byte[kept.length];
    for (int j = 0; j < kept.length; j++) {
      idf[j] = (float) (1 + Math.log((1.0 + texts.size()) / (1.0 + counts.texts[kept[j]])));
      blocks[j] = counts.blocks[kept[j]];
    }
    return new NgramTable(known, idf, blocks);
  }

  /** In how many texts each n-gram stood. */
  private static final class Counts {
    private int[] texts = new int[64];
    private int[] last = new int[64]; // the text it was seen in last, plus one
    private byte[] blocks = new byte[64];

    void see(int ngram, int block, int text) {
      if (ngram >= texts.length) {
        texts = Arrays.copyOf(texts, 2 * ngram);
        last = Arrays.copyOf(last, 2 * ngram);
        blocks = Arrays.copyOf(blocks, 2 * ngram);
      }
      if (last[ngram] != text + 1) {
        last[ngram] = text + 1;
        texts[ngram]++;
        blocks[ngram] = (byte) block;
      }
    }
  }

  int size() {
    return idf.length;
  }

  long[] hashes() {
    return index.hashes();
  }

  float[] idf() {
    return idf.clone();
  }

  byte[] blocks() {
    return blocks.clone();
  }

  /** The number of an n-gram, below 0 if it is not known. */
  int find(long hash) {
    return index.find(hash);
  }

  /** A text as a row over the n-grams known. */
  SparseRow row(List<Token> text) {
    HashIndex seen = new HashIndex(); // of the n-grams' numbers
    Tally tally = new Tally();
    Ngrams.of(
        text,
        (block, hash, first, last) -> {
          int ngram = index.find(hash);
          if (ngram >= 0) {
            tally.add(seen.add(ngram));
          }
        });
    int[] columns = new int[seen.size()];
    float[] values = new float[columns.length];
    double[] squares = new double[Ngrams.BLOCKS];
    long[] numbers = seen.hashes();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = (int) numbers[i];
      double value = (1 + Math.log(tally.counts[i])) * idf[columns[i]];
      values[i] = (float) value;
      squares[blocks[columns[i]]] += value * value;
    }
    for (int i = 0; i < columns.length; i++) {
      int block = blocks[columns[i]];
      values[i] *= (float) (SHARES[block] / Math.sqrt(squares[block]));
    }
    return new SparseRow(columns, values);
  }

  /** Rows of this table as a table without some of its n-grams would give them. */
  SparseRows without(BitSet left, SparseRows rows) {
    SparseRows less = rows.without(left);
    for (int i = 0; i < less.rows(); i++) {
      double[] squares = new double[Ngrams.BLOCKS];
      for (int e = less.starts()[i]; e < less.starts()[i + 1]; e++) {
        squares[blocks[less.columns()[e]]] += less.values()[e] * less.values()[e];
      }
      for (int e = less.starts()[i]; e < less.starts()[i + 1]; e++) {
        int block = blocks[less.columns()[e]];
        less.values()[e] *= (float) (SHARES[block] / Math.sqrt(squares[block]));
      }
    }
    return less;
  }

  /** How often each n-gram of a text stands in it. */
  private static final class Tally {
    private int[] counts = new int[64];

    void add(int i) {
      if (i >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * i);
      }
      counts[i]++;
    }
  }
}
