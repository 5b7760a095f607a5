package rawi.apps.report;

import java.util.List;

/**
 * The part of a page that tells of one model. Another kind of model is another record here, with a
 * body of its own; the frame of the page and the overview need only what is named below.
 */
public sealed interface Section permits CaptionSection, ClassificationSection, CompletionSection {
  /** Heading, in the language of the page (English). */
  String heading();

  /**
   * BCP 47 tag of the texts the model reads or writes: {@code fr}, {@code ar}, {@code ar-TN}, or
   * {@code und} where there is no single one.
   */
  String language();

  /** One or two sentences on the model and its data, in English; blank leaves them out. */
  String summary();

  /** The figures to show first; the overview sets equal names of all sections in one column. */
  List<Score> scores();
}
