package rawi.apps.report;

/** What stands in a captioner's section under its heading. */
final class CaptionBody {
  private final CaptionSection section;
  private final Language language;
  private final String id;

  CaptionBody(CaptionSection section, String id) {
    this.section = section;
    this.language = Language.of(section.language());
    this.id = id;
  }

  void writeTo(Markup out) {
    new Learning(section.curves(), id).writeTo(out);
    if (section.pictures().isEmpty()) {
      return;
    }
    out.element("h3", "Pictures");
    boolean attends = section.pictures().stream().anyMatch(one -> !one.words().isEmpty());
    if (attends) {
      out.element(
          "p",
          "Under each caption, where its words looked: what a word did not look at is veiled, and the"
              + " figure is the share of the part it looked at most.",
          "class",
          "how");
      AttentionMap.soften(out, id);
    }
    out.open("ol", "class", "captions");
    int number = 0;
    for (CaptionedPicture picture : section.pictures()) {
      picture(out, picture, id + "-picture-" + ++number);
    }
    out.close();
  }

  private void picture(Markup out, CaptionedPicture one, String pictureId) {
    Language own = language.forText(one.caption());
    AttentionMap map = new AttentionMap(one.picture(), pictureId, id);
    out.open("li");
    map.whole(out, one.name());
    out.open("div");
    out.element("blockquote", one.caption(), "lang", own.tag(), "dir", own.direction());
    verdict(out, one);
    references(out, one);
    if (!one.words().isEmpty()) {
      out.open("ul", "class", "looks", "dir", own.direction());
      one.words().forEach(word -> map.word(out, word, language));
      out.close();
    }
    out.close().close();
  }

  private static void verdict(Markup out, CaptionedPicture one) {
    if (one.right().isEmpty() && one.probability().isEmpty()) {
      return;
    }
    out.open("p", "class", "verdict");
    one.right()
        .ifPresent(
            right ->
                out.element(
                    "span", right ? "✓ right" : "✗ wrong", "class", right ? "hit" : "missed"));
    one.probability()
        .ifPresent(
            p -> out.element("span", "probability " + Numbers.probability(p), "class", "outcome"));
    out.close();
  }

  /** Not where the caption is right: it says the same. */
  private void references(Markup out, CaptionedPicture one) {
    if (one.references().isEmpty() || one.right().orElse(false)) {
      return;
    }
    out.element("p", one.right().isPresent() ? "It is:" : "People wrote:", "class", "how");
    out.open("ul", "class", "references");
    for (String reference : one.references()) {
      Language own = language.forText(reference);
      out.element("li", reference, "lang", own.tag(), "dir", own.direction());
    }
    out.close();
  }
}
