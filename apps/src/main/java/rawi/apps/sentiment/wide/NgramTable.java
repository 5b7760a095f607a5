package rawi.apps.sentiment.wide;

import java.util.Arrays;
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
 * norm_b: the length of what stands above it over all n-grams of the text in the block b of n-gram
 * j, those too that are not known (Salton and Buckley 1988). So a text of which little is known has
 * a short row, and is judged with little certainty.
 */
final class NgramTable {
  /** What the squares of a block add up to, rooted: words, characters, and those of skeletons. */
  private static final double[] SHARES = {1, 1, 0.7, 0.7};

  private final HashIndex index;
  private final float[] idf;
  private final byte[] blocks;
  private final float unknown;

  /**
   * A table.
   *
   * @param hashes of the n-grams known, each once
   * @param idf of each
   * @param blocks of each
   * @param unknown idf of n-grams that are not known; 0: rows are as if they were not there
   */
  NgramTable(long[] hashes, float[] idf, byte[] blocks, float unknown) {
    this.index = HashIndex.of(hashes);
    this.idf = idf.clone();
    this.blocks = blocks.clone();
    this.unknown = unknown;
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
      idf[j] = idf(texts.size(), counts.texts[kept[j]]);
      blocks[j] = counts.blocks[kept[j]];
    }
    return new NgramTable(known, idf, blocks, idf(texts.size(), 1));
  }

  private static float idf(int texts, int having) {
    return (float) (1 + Math.log((1.0 + texts) / (1.0 + having)));
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

  /** The idf of n-grams that are not known. */
  float unknown() {
    return unknown;
  }

  /** The number of an n-gram, below 0 if it is not known. */
  int find(long hash) {
    return index.find(hash);
  }

  /** A text as a row over the n-grams known. */
  SparseRow row(List<Token> text) {
    Tally known = new Tally(); // of the n-grams' numbers
    Tally others = new Tally(); // of hashes
    Ngrams.of(
        text,
        (block, hash, first, last) -> {
          int ngram = index.find(hash);
          if (ngram >= 0) {
            known.add(ngram, blocks[ngram]);
          } else {
            others.add(hash, block);
          }
        });
    double[] squares = new double[Ngrams.BLOCKS];
    for (int i = 0; i < others.size(); i++) {
      double value = others.frequency(i) * unknown;
      squares[others.block(i)] += value * value;
    }
    int[] columns = new int[known.size()];
    float[] values = new float[columns.length];
    long[] numbers = known.keys();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = (int) numbers[i];
      values[i] = (float) (known.frequency(i) * idf[columns[i]]);
      squares[known.block(i)] += (double) values[i] * values[i];
    }
    for (int i = 0; i < columns.length; i++) {
      int block = known.block(i);
      values[i] *= (float) (SHARES[block] / Math.sqrt(squares[block]));
    }
    return new SparseRow(columns, values);
  }

  /** How often each n-gram of a text stands in it. */
  private static final class Tally {
    private final HashIndex index = new HashIndex();
    private int[] counts = new int[64];
    private byte[] blocks = new byte[64];

    void add(long key, int block) {
      int i = index.add(key);
      if (i >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * i);
        blocks = Arrays.copyOf(blocks, 2 * i);
      }
      counts[i]++;
      blocks[i] = (byte) block;
    }

    int size() {
      return index.size();
    }

    long[] keys() {
      return index.hashes();
    }

    int block(int i) {
      return blocks[i];
    }

    /** 1 + log n. */
    double frequency(int i) {
      return 1 + Math.log(counts[i]);
    }
  }
}
