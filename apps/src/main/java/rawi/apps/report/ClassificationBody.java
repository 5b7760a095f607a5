package rawi.apps.report;

/** What stands in a classifier's section under its heading. */
final class ClassificationBody {
  /** A matrix of more labels than these has no room beside the calibration. */
  private static final int MOST_BESIDE = 4;

  private final ClassificationSection section;
  private final Language language;
  private final String id;

  ClassificationBody(ClassificationSection section, String id) {
    this.section = section;
    this.language = Language.of(section.language());
    this.id = id;
  }

  void writeTo(Markup out) {
    new Learning(section.curves(), id).writeTo(out);
    out.open("div", "class", "pair");
    int labels = section.confusion().labels().size();
    if (labels > 0) {
      out.open("div", "class", labels > MOST_BESIDE ? "wide" : "narrow")
          .element("h3", "Confusion matrix");
      new ConfusionMatrix(section.confusion(), language).writeTo(out);
      out.close();
    }
    if (!section.calibration().isEmpty()) {
      out.open("div").element("h3", "Calibration");
      new ReliabilityDiagram(section.calibration(), id + "-calibration").writeTo(out);
      out.close();
    }
    out.close();
    if (!section.texts().isEmpty()) {
      out.element("h3", "Sentences");
      new Sentences(section.texts(), language).writeTo(out);
    }
  }
}
