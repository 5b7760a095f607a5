package rawi.apps.report;

import java.util.ArrayList;
import java.util.List;

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
    curves(out);
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

  private void curves(Markup out) {
    LearningCurves curves = section.curves();
    if (curves.epochs() == 0) {
      return;
    }
    out.element("h3", "Learning");
    out.open("div", "class", "pair");
    int number = 0;
    for (LearningCurves.Curve curve : curves.curves()) {
      if (curve.epochs() > 0) {
        new LineChart(curve, curves.bestEpoch(), id + "-curve-" + ++number).writeTo(out);
      }
    }
    out.close();
    table(out, curves);
  }

  private static void table(Markup out, LearningCurves curves) {
    Table.folded(out, "The curves as a table");
    List<String> names = new ArrayList<>(List.of("epoch"));
    List<List<Double>> columns = new ArrayList<>();
    for (LearningCurves.Curve curve : curves.curves()) {
      names.add(curve.name() + ", training");
      names.add(curve.name() + ", validation");
      columns.add(curve.training());
      columns.add(curve.validation());
    }
    Table.head(out, names.toArray(String[]::new));
    for (int epoch = 1; epoch <= curves.epochs(); epoch++) {
      out.open("tr");
      Table.rowName(out, Integer.toString(epoch));
      for (List<Double> column : columns) {
        boolean known = epoch <= column.size();
        out.element("td", known ? Numbers.fixed(column.get(epoch - 1), 4) : "–");
      }
      out.close();
    }
    Table.closeFolded(out);
  }
}
