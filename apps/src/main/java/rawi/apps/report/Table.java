package rawi.apps.report;

/** Tables whose headers say what they head; those behind a chart start folded. */
final class Table {
  private Table() {}

  /** Opens a table that scrolls by itself, by keyboard too, where the page is narrower. */
  static void open(Markup out, String name) {
    out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name);
    out.open("table");
  }

  static void close(Markup out) {
    out.close().close().close();
  }

  /** Opens a table behind a line that unfolds it. */
  static void folded(Markup out, String name) {
    out.open("details").element("summary", name);
    open(out, name);
  }

  static void closeFolded(Markup out) {
    close(out);
    out.close();
  }

  /** Writes the row of column names and opens the body. */
  static void head(Markup out, String... names) {
    out.open("thead").open("tr");
    for (String name : names) {
      out.element("th", name, "scope", "col");
    }
    out.close().close().open("tbody");
  }

  static void rowName(Markup out, String name) {
    out.element("th", name, "scope", "row");
  }
}
