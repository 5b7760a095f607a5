package rawi.embeddings.queries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import rawi.embeddings.WordVectors;
import rawi.nn.backend.Workers;

/**
 * Estimates all similarities from codes of two bits a number, and computes exactly those of the
 * words that come out best. What is found has its exact similarity; a word can be missed if so many
 * others were overestimated, see docs/benchmarks.md for how seldom that is. The codes take about a
 * fifteenth of the vectors' memory.
 */
public final class ScreenedSearch implements WordSearch {
  /** Words looked at exactly: this many, or so many times those asked for. */
  private static final int LOOKED_AT = 2000;

  private static final int TIMES = 20;

  private static final int BINS = 4096;

  private final WordVectors vectors;
  private final Workers workers;
  private final TwoBitCodes codes;

  /** Makes the codes, which takes a moment: a second for some hundred thousand words. */
  public ScreenedSearch(WordVectors vectors, Workers workers) {
    this.vectors = vectors;
    this.workers = workers;
    this.codes = new TwoBitCodes(vectors, workers);
  }

  @Override
  public List<Neighbour> nearest(float[] query, int count, Set<Integer> without) {
    float[] unit = ExactSearch.unit(query);
    TwoBitCodes.Query asked = codes.query(unit);
    float[] estimates = new float[vectors.size()];
    int parts = workers.threads();
    int[][] histograms = new int[parts][];
    workers.each(
        parts,
        part -> {
          codes.estimate(asked, begin(part, parts), begin(part + 1, parts), estimates);
          histograms[part] = histogram(estimates, begin(part, parts), begin(part + 1, parts));
        });
    long wanted = Math.max(LOOKED_AT, (long) TIMES * count) + without.size();
    int least = least(histograms, wanted);
    List<Best> best = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      best.add(new Best(Math.min(count, vectors.size())));
    }
    workers.each(
        parts,
        part -> {
          float[] row = new float[unit.length];
          for (int word = begin(part, parts); word < begin(part + 1, parts); word++) {
            if (bin(estimates[word]) >= least && !without.contains(word)) {
              vectors.table().copyRow(word, row);
              float cosine = ExactSearch.cosine(product(unit, row), vectors.norm(word));
              best.get(part).offer(word, cosine);
            }
          }
        });
    return Best.of(best, Math.min(count, vectors.size()), vectors.words());
  }

  /** The first word of a part. */
  private int begin(int part, int parts) {
    return (int) ((long) vectors.size() * part / parts);
  }

  private static int[] histogram(float[] estimates, int from, int to) {
    int[] histogram = new int[BINS];
    for (int i = from; i < to; i++) {
      histogram[bin(estimates[i])]++;
    }
    return histogram;
  }

  /** Similarities of -1 to 1 in even bins, and what was estimated beyond them at the ends. */
  private static int bin(float estimate) {
    return Math.max(0, Math.min(BINS - 1, (int) ((estimate + 1) * (BINS / 2))));
  }

  /** The bin from which on there are at least so many words. */
  private static int least(int[][] histograms, long wanted) {
    long words = 0;
    for (int bin = BINS - 1; bin > 0; bin--) {
      int place = bin;
      words += Arrays.stream(histograms).mapToInt(h -> h[place]).sum();
      if (words >= wanted) {
        return bin;
      }
    }
    return 0;
  }

  private static float product(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = 0;
    for (; j < a.length - 3; j += 4) {
      s0 += a[j] * b[j];
      s1 += a[j + 1] * b[j + 1];
      s2 += a[j + 2] * b[j + 2];
      s3 += a[j + 3] * b[j + 3];
    }
    for (; j < a.length; j++) {
      s0 += a[j] * b[j];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
