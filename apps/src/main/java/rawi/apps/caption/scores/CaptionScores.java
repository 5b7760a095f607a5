package rawi.apps.caption.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How good the captions of some images are.
 *
 * @param images how many
 * @param cider CIDEr-D, 0 to 10; the others are 0 to 1
 * @param exact share of captions that are one of their references, token for token
 * @param control the same scores with each image's caption taken for the next image, the last one's
 *     for the first: what a captioner gains over its control is what it saw. Empty for a single
 *     image.
 */
public record CaptionScores(
    int images,
    double bleu1,
    double bleu2,
    double bleu3,
    double bleu4,
    double cider,
    double rougeL,
    double exact,
    Optional<Scores> control) {
  /**
   * Scores captions.
   *
   * @param captions of each image its caption, cut into tokens; may be without any
   * @param references of each image at least one, cut into tokens
   * @throws IllegalArgumentException if the lists are empty or of different lengths, or an image
   *     has no reference
   */
  public static CaptionScores of(List<List<String>> captions, List<List<List<String>>> references) {
    Scores s = new ScoredCaptions(captions, references).scores();
    Optional<Scores> control =
        captions.size() < 2
            ? Optional.empty()
            : Optional.of(new ScoredCaptions(captions, nextOnes(references)).scores());
    return new CaptionScores(
        captions.size(),
        s.bleu1(),
        s.bleu2(),
        s.bleu3(),
        s.bleu4(),
        s.cider(),
        s.rougeL(),
        s.exact(),
        control);
  }

  /** The scores alone. */
  public Scores scores() {
    return new Scores(bleu1, bleu2, bleu3, bleu4, cider, rougeL, exact);
  }

  private static <T> List<T> nextOnes(List<T> all) {
    List<T> next = new ArrayList<>(all.subList(1, all.size()));
    next.add(all.get(0));
    return next;
  }
}
