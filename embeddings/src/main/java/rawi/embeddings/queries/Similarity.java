package rawi.embeddings.queries;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rawi.embeddings.WordVectors;

/** Angles between words, and how well they agree with what people say. */
public final class Similarity {
  private Similarity() {}

  /** The cosine of the angle between two vectors, 0 if one of them is zero. */
  public static double of(float[] a, float[] b) {
    double product = 0;
    for (int j = 0; j < a.length; j++) {
      product += (double) a[j] * b[j];
    }
    double norms = (double) WordVectors.norm(a) * WordVectors.norm(b);
    return norms > 0 ? Math.max(-1, Math.min(1, product / norms)) : 0;
  }

  /**
   * For each of some vectors its similarity to the mean of all of them, each brought to length 1
   * before; the lowest is of the odd one out.
   */
  public static double[] toMean(List<float[]> vectors) {
    float[] mean = new float[vectors.get(0).length];
    for (float[] vector : vectors) {
      float[] unit = ExactSearch.unit(vector);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += unit[j];
      }
    }
    return vectors.stream().mapToDouble(vector -> of(vector, mean)).toArray();
  }

  /** Two words and how similar people find them, on any scale. */
  public record Pair(String a, String b, double score) {}

  /**
   * How well similarities follow the scores.
   *
   * @param covered pairs both words of which have vectors, own or composed; only those are judged
   * @param spearman the correlation of ranks; empty where fewer than two pairs are covered, or all
   *     ranks of one side are equal
   */
  public record Agreement(int pairs, int covered, Optional<Double> spearman) {}

  /** Compares similarities with what people say. */
  public static Agreement evaluate(List<Pair> pairs, WordVectors vectors) {
    List<Double> scores = new ArrayList<>();
    List<Double> cosines = new ArrayList<>();
    for (Pair pair : pairs) {
      Optional<float[]> a = vectors.of(pair.a);
      Optional<float[]> b = vectors.of(pair.b);
      if (a.isPresent() && b.isPresent()) {
        scores.add(pair.score);
        cosines.add(of(a.get(), b.get()));
      }
    }
    return new Agreement(pairs.size(), scores.size(), correlation(ranks(scores), ranks(cosines)));
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  private static double[] ranks(List<Double> values) {
    int[] order =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparingDouble(values::get))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[order.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && values.get(order[to]).equals(values.get(order[from]))) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to + 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static Optional<Double> correlation(double[] x, double[] y) {
    double middle = (x.length + 1) / 2.0; // of ranks, ties or not
    double product = 0;
    double squaresX = 0;
    double squaresY = 0;
    for (int i = 0; i < x.length; i++) {
      product += (x[i] - middle) * (y[i] - middle);
      squaresX += (x[i] - middle) * (x[i] - middle);
      squaresY += (y[i] - middle) * (y[i] - middle);
    }
    return squaresX > 0 && squaresY > 0
        ? Optional.of(product / Math.sqrt(squaresX * squaresY))
        : Optional.empty();
  }
}
