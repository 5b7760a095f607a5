package rawi.apps.report;

/** True against predicted labels, shaded by the share of the row; every cell also in numbers. */
final class ConfusionMatrix {
  private final ConfusionTable table;
  private final Language language;

  ConfusionMatrix(ConfusionTable table, Language language) {
    this.table = table;
    this.language = language;
  }

  void writeTo(Markup out) {
    out.element(
        "p",
        "Rows: the true label. Columns: the predicted one. Shares are of the row.",
        "class",
        "how");
    Table.open(out, "Confusion matrix");
    out.open("thead").open("tr");
    out.element("th", "true label", "scope", "col");
    for (String label : table.labels()) {
      out.open("th", "scope", "col").foreign(label, language).close();
    }
    out.element("th", "all", "scope", "col");
    out.close().close();
    out.open("tbody");
    for (int row = 0; row < table.labels().size(); row++) {
      row(out, row);
    }
    Table.close(out);
  }

  private void row(Markup out, int row) {
    long support = table.support(row);
    out.open("tr").open("th", "scope", "row").foreign(table.labels().get(row), language).close();
    for (int column = 0; column < table.labels().size(); column++) {
      long count = table.counts().get(row).get(column);
      double share = support == 0 ? 0 : (double) count / support;
      String style = row == column ? "cell right" : "cell wrong";
      out.open("td", "class", style, "style", "--share:" + Numbers.css(share));
      out.element("b", Numbers.count(count));
      out.element("small", support == 0 ? "–" : Numbers.percent(share));
      out.close();
    }
    out.element("td", Numbers.count(support)).close();
  }
}
