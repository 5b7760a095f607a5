package rawi.apps.report;

import java.util.Locale;

/**
 * A picture, and the same picture as a word saw it: each cell of its grid is veiled by as much as
 * its weight falls short of the largest. The pixels stand in the page once, the words refer to
 * them.
 */
final class AttentionMap {
  private static final double VEIL = 0.88; // of what has no weight
  private static final double BLUR = 0.3; // of a cell
  private static final int WIDTH = 100; // units of a picture's drawing
  private static final String SOFT = "-soft";

  private final Picture picture;
  private final String pictureId;
  private final String sectionId;

  AttentionMap(Picture picture, String pictureId, String sectionId) {
    this.picture = picture;
    this.pictureId = pictureId;
    this.sectionId = sectionId;
  }

  /** The filter by which the cells of a section run into one another. */
  static void soften(Markup out, String sectionId) {
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "none",
        "width",
        "0",
        "height",
        "0",
        "aria-hidden",
        "true");
    out.open("filter", "id", sectionId + SOFT, "x", "0", "y", "0", "width", "1", "height", "1");
    out.leaf("feGaussianBlur", "stdDeviation", Numbers.css(BLUR), "edgeMode", "duplicate");
    out.close().close();
  }

  /** The picture itself. */
  void whole(Markup out, String name) {
    open(out, "whole", name);
    out.leaf(
        "image",
        "id",
        pictureId,
        "width",
        Integer.toString(WIDTH),
        "height",
        Numbers.css(height()),
        "href",
        picture.uri(),
        "class",
        picture.small() ? "pixels" : "smooth");
    out.close();
  }

  /** The picture with a veil, a word of the caption and the largest share under it. */
  void word(Markup out, AttendedWord word, Language language) {
    String share = Numbers.percent(word.largest());
    out.open("li");
    open(out, "look", "at most " + share + " in one part");
    out.leaf("use", "href", "#" + pictureId);
    veil(out, word);
    out.close();
    Language own = language.forText(word.word());
    out.element("span", word.word(), "lang", own.tag(), "dir", own.direction());
    out.element("small", share, "dir", "ltr");
    out.close();
  }

  private void open(Markup out, String type, String words) {
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 %d %s".formatted(WIDTH, Numbers.css(height())),
        "class",
        type,
        "role",
        "img");
    out.element("title", words);
  }

  private double height() {
    return (double) WIDTH * picture.height() / picture.width();
  }

  /** One more cell on each side, so that the blur does not lighten the border. */
  private void veil(Markup out, AttendedWord word) {
    double largest = word.largest();
    String scale =
        "scale(%s %s)"
            .formatted(precise((double) WIDTH / word.columns()), precise(height() / word.rows()));
    out.open("g", "transform", scale, "filter", "url(#" + sectionId + SOFT + ")");
    for (int i = -1; i <= word.rows(); i++) {
      for (int j = -1; j <= word.columns(); j++) {
        double open = largest == 0 ? 0 : word.at(i, j) / largest;
        out.leaf(
            "rect",
            "x",
            Integer.toString(j),
            "y",
            Integer.toString(i),
            "width",
            "1.02",
            "height",
            "1.02",
            "fill-opacity",
            Numbers.css(VEIL * (1 - open)));
      }
    }
    out.close();
  }

  private static String precise(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
