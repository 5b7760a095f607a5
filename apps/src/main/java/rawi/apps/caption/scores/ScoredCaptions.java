package rawi.apps.caption.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Each caption of a set with its own counts and scores, so that any choice of them is scored. */
final class ScoredCaptions {
  /** One caption's part. */
  private record One(BleuCounts bleu, double cider, double rougeL, boolean exact) {}

  private final List<One> all = new ArrayList<>();

  /**
   * Scores captions against their references; CIDEr-D weighs words by all of these references.
   *
   * @throws IllegalArgumentException if there is none, there are not as many captions as images, or
   *     an image has no reference
   */
  ScoredCaptions(List<List<String>> captions, List<List<List<String>>> references) {
    if (captions.isEmpty() || captions.size() != references.size()) {
      throw new IllegalArgumentException(
          "scores of captions: expected as many captions as images, at least one, got %d captions of %d images"
              .formatted(captions.size(), references.size()));
    }
    CiderD cider = new CiderD(references);
    for (int i = 0; i < captions.size(); i++) {
      List<String> caption = captions.get(i);
      List<List<String>> own = references.get(i);
      if (own.isEmpty()) {
        throw new IllegalArgumentException(
            "scores of captions: expected a reference for each image, got none for image " + i);
      }
      all.add(
          new One(
              new BleuCounts(caption, own),
              cider.of(caption, own),
              RougeL.of(caption, own),
              own.contains(caption)));
    }
  }

  int size() {
    return all.size();
  }

  /** The scores of the whole set. */
  Scores scores() {
    return scores(IntStream.range(0, all.size()).toArray());
  }

  /**
   * The scores of the captions at those places, each as often as it is named; words keep the
   * weights they have in the whole set.
   */
  Scores scores(int[] places) {
    BleuCounts bleu = new BleuCounts();
    double cider = 0;
    double rougeL = 0;
    double exact = 0;
    for (int place : places) {
      One one = all.get(place);
      bleu.add(one.bleu);
      cider += one.cider / places.length;
      rougeL += one.rougeL / places.length;
      exact += one.exact ? 1 : 0;
    }
    return new Scores(
        bleu.bleu(1),
        bleu.bleu(2),
        bleu.bleu(3),
        bleu.bleu(4),
        cider,
        rougeL,
        exact / places.length);
  }
}
