package rawi.apps.caption.scores;

import java.util.List;

/**
 * ROUGE-L (Lin 2004) of a caption as the COCO captions are scored (Chen and others 2015): with l(r)
 * the length of the longest common subsequence of the caption c and the reference r,
 *
 * <p>P = max over r of l(r)/|c|, R = max over r of l(r)/|r|, F = (1 + b^2) P R / (R + b^2 P), b =
 * 1.2
 *
 * <p>where the two maxima may come from two references. A caption without tokens scores 0; the
 * score of a set is the mean.
 */
final class RougeL {
  private static final double BETA = 1.2;

  private RougeL() {}

  static double of(List<String> caption, List<List<String>> references) {
    double precision = 0;
    double recall = 0;
    for (List<String> reference : references) {
      double common = common(caption, reference);
      if (common > 0) {
        precision = Math.max(precision, common / caption.size());
        recall = Math.max(recall, common / reference.size());
      }
    }
    double square = BETA * BETA;
    return precision == 0 ? 0 : (1 + square) * precision * recall / (recall + square * precision);
  }

  /** Length of the longest sequence that is in both, in order, with gaps. */
  static int common(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (String token : a) {
      int before = 0; // of the row above, one to the left
      for (int j = 1; j <= b.size(); j++) {
        int above = row[j];
        row[j] = token.equals(b.get(j - 1)) ? before + 1 : Math.max(above, row[j - 1]);
        before = above;
      }
    }
    return row[b.size()];
  }
}
