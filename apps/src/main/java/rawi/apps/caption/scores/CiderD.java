package rawi.apps.caption.scores;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CIDEr-D (Vedantam, Zitnick and Parikh 2015). Each run w of n tokens weighs g(w) = count(w) log(N
 * / max(1, d(w))), with N images in the set and d(w) those of them that have w in a reference; for
 * n from 1 to 4
 *
 * <p>CIDEr-D_n(c, r) = 10 e^(-(|c| - |r|)^2 / (2 s^2)) sum over w of min(g_c(w), g_r(w)) g_r(w) /
 * (‖g_c‖ ‖g_r‖), s = 6
 *
 * <p>and the score of a caption is the mean over n and over its references: from 0 to 10. The set
 * that is scored gives the weights; a set of one image has none, and scores 0.
 */
final class CiderD {
  private static final int ORDERS = 4;
  private static final double SIGMA = 6;
  private static final double FACTOR = 10;

  private final double images;
  private final Map<List<String>, Integer> frequencies = new HashMap<>();

  /**
   * @param references of each image of the set
   */
  CiderD(List<List<List<String>>> references) {
    images = references.size();
    for (List<List<String>> ofImage : references) {
      Set<List<String>> runs = new HashSet<>();
      for (List<String> reference : ofImage) {
        for (int n = 1; n <= ORDERS; n++) {
          runs.addAll(Ngrams.of(reference, n).keySet());
        }
      }
      runs.forEach(run -> frequencies.merge(run, 1, Integer::sum));
    }
  }

  /** The runs of one length with their weights. */
  private record Weighed(Map<List<String>, Double> runs, double norm) {}

  double of(List<String> caption, List<List<String>> references) {
    List<Weighed> own = weighed(caption);
    double sum = 0;
    for (List<String> reference : references) {
      List<Weighed> other = weighed(reference);
      double cosines = 0;
      for (int n = 0; n < ORDERS; n++) {
        cosines += cosine(own.get(n), other.get(n));
      }
      double delta = (double) caption.size() - reference.size();
      sum += cosines / ORDERS * Math.exp(-delta * delta / (2 * SIGMA * SIGMA));
    }
    return FACTOR * sum / references.size();
  }

  private static double cosine(Weighed caption, Weighed reference) {
    double product = 0;
    for (Map.Entry<List<String>, Double> run : caption.runs.entrySet()) {
      double there = reference.runs.getOrDefault(run.getKey(), 0.0);
      product += Math.min(run.getValue(), there) * there;
    }
    return product == 0 ? 0 : product / (caption.norm * reference.norm);
  }

  private List<Weighed> weighed(List<String> tokens) {
    List<Weighed> all = new ArrayList<>();
    for (int n = 1; n <= ORDERS; n++) {
      Map<List<String>, Double> runs = new HashMap<>();
      double squares = 0;
      for (Map.Entry<List<String>, Integer> run : Ngrams.of(tokens, n).entrySet()) {
        int frequency = Math.max(1, frequencies.getOrDefault(run.getKey(), 0));
        double weight = run.getValue() * Math.log(images / frequency);
        runs.put(run.getKey(), weight);
        squares += weight * weight;
      }
      all.add(new Weighed(runs, Math.sqrt(squares)));
    }
    return all;
  }
}
