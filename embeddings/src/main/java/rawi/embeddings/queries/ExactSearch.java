package rawi.embeddings.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rawi.embeddings.Slabs;
import rawi.embeddings.WordVectors;
import rawi.nn.backend.Workers;

/** Looks at every vector. */
public final class ExactSearch implements WordSearch {
  /** Below this many multiplications a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 4_000_000;

  private final WordVectors vectors;
  private final Workers workers;

  public ExactSearch(WordVectors vectors, Workers workers) {
    this.vectors = vectors;
    this.workers = workers;
  }

  @Override
  public List<Neighbour> nearest(float[] query, int count, Set<Integer> without) {
    float[] unit = unit(query);
    int slabs = Slabs.count(vectors.size());
    int parts =
        (long) vectors.size() * vectors.dimensions() < WORTH_SHARING
            ? 1
            : Math.min(slabs, workers.threads());
    List<Best> best = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      best.add(new Best(Math.min(count, vectors.size())));
    }
    workers.each(
        parts,
        part ->
            search(
                unit,
                (int) ((long) slabs * part / parts),
                (int) ((long) slabs * (part + 1) / parts),
                best.get(part),
                without));
    return Best.of(best, Math.min(count, vectors.size()), vectors.words());
  }

  private void search(float[] unit, int from, int to, Best best, Set<Integer> without) {
    SlabProducts products = new SlabProducts(vectors.table(), unit);
    float[] found = new float[Slabs.ROWS];
    for (int slab = from; slab < to; slab++) {
      products.of(slab, found);
      int first = slab * Slabs.ROWS;
      int rows = Math.min(Slabs.ROWS, vectors.size() - first);
      for (int row = 0; row < rows; row++) {
        float cosine = cosine(found[row], vectors.norm(first + row));
        if (cosine >= best.least() && !without.contains(first + row)) {
          best.offer(first + row, cosine);
        }
      }
    }
  }

  /** The similarities of all words, by their numbers. */
  float[] similarities(float[] query) {
    float[] all = new float[vectors.size()];
    SlabProducts products = new SlabProducts(vectors.table(), unit(query));
    float[] found = new float[Slabs.ROWS];
    for (int slab = 0; slab < Slabs.count(all.length); slab++) {
      products.of(slab, found);
      int first = slab * Slabs.ROWS;
      for (int row = 0; row < Math.min(Slabs.ROWS, all.length - first); row++) {
        all[first + row] = cosine(found[row], vectors.norm(first + row));
      }
    }
    return all;
  }

  static float cosine(float product, float norm) {
    return norm > 0 ? Math.max(-1, Math.min(1, product / norm)) : 0;
  }

  /** A copy of length 1; a vector of zeros stays one. */
  static float[] unit(float[] vector) {
    float norm = WordVectors.norm(vector);
    float[] unit = vector.clone();
    for (int j = 0; j < unit.length && norm > 0; j++) {
      unit[j] /= norm;
    }
    return unit;
  }
}
