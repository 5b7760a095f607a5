package rawi.apps.report;

import java.util.ArrayList;
import java.util.List;

/** How a model learnt: a chart for each measure, and all of them as a table. */
record Learning(LearningCurves curves, String id) {
  void writeTo(Markup out) {
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
    table(out);
  }

  private void table(Markup out) {
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
