package rawi.apps.caption.scores;

/**
 * The scores of a set of captions.
 *
 * @param bleu1 of single tokens; bleu2 to bleu4 of runs up to that length; 0 to 1, of the set as a
 *     whole, without smoothing
 * @param cider CIDEr-D, 0 to 10; the mean of the captions
 * @param rougeL 0 to 1; the mean of the captions
 * @param exact share of captions that are one of their references, token for token
 */
public record Scores(
    double bleu1,
    double bleu2,
    double bleu3,
    double bleu4,
    double cider,
    double rougeL,
    double exact) {
  /** The scores by name. */
  public enum Metric {
    BLEU1("bleu1"),
    BLEU2("bleu2"),
    BLEU3("bleu3"),
    BLEU4("bleu4"),
    CIDER("cider"),
    ROUGE_L("rougeL"),
    EXACT("exact");

    private final String field;

    Metric(String field) {
      this.field = field;
    }

    /** Its name in results, that of the component above. */
    public String field() {
      return field;
    }

    /** This one of all scores. */
    public double of(Scores scores) {
      return switch (this) {
        case BLEU1 -> scores.bleu1;
        case BLEU2 -> scores.bleu2;
        case BLEU3 -> scores.bleu3;
        case BLEU4 -> scores.bleu4;
        case CIDER -> scores.cider;
        case ROUGE_L -> scores.rougeL;
        case EXACT -> scores.exact;
      };
    }
  }
}
