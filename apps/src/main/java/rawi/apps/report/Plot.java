package rawi.apps.report;

/** The frame of a chart in inline SVG: title, grid, ticks, axis names; and where values lie. */
final class Plot {
  private static final double LEFT = 62;
  private static final double RIGHT = 468;
  private static final double TOP = 36;
  private static final double BOTTOM = 246;
  private final Markup out;
  private final Axis x;
  private final Axis y;

  Plot(Markup out, Axis x, Axis y) {
    this.out = out;
    this.x = x;
    this.y = y;
  }

  /**
   * Opens the drawing.
   *
   * @param id of the drawing, unique in the page
   * @param description what a reader who does not see it should know
   */
  void open(String id, String title, String description) {
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 480 296",
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-text");
    out.element("title", title, "id", id + "-title");
    out.element("desc", description, "id", id + "-text");
  }

  /** Grid, ticks and the names of the axes. */
  void axes(String xName, String yName) {
    for (double tick : y.ticks()) {
      line("grid", LEFT, y(tick), RIGHT, y(tick));
      text("tick", LEFT - 8, y(tick) + 4.5, "end", y.label(tick));
    }
    line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    for (double tick : x.ticks()) {
      line("axis", x(tick), BOTTOM, x(tick), BOTTOM + 5);
      text("tick", x(tick), BOTTOM + 20, "middle", x.label(tick));
    }
    text("name", (LEFT + RIGHT) / 2, BOTTOM + 43, "middle", xName);
    double middle = (TOP + BOTTOM) / 2;
    out.element(
        "text",
        yName,
        "class",
        "name",
        "text-anchor",
        "middle",
        "transform",
        "translate(14 " + Numbers.css(middle) + ") rotate(-90)");
  }

  void close() {
    out.close();
  }

  double x(double value) {
    return x.place(value, LEFT, RIGHT);
  }

  double y(double value) {
    return y.place(value, BOTTOM, TOP);
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    out.leaf(
        "line",
        "class",
        style,
        "x1",
        Numbers.css(x1),
        "y1",
        Numbers.css(y1),
        "x2",
        Numbers.css(x2),
        "y2",
        Numbers.css(y2));
  }

  void circle(String style, double centreX, double centreY, double radius) {
    out.leaf(
        "circle",
        "class",
        style,
        "cx",
        Numbers.css(centreX),
        "cy",
        Numbers.css(centreY),
        "r",
        Numbers.css(radius));
  }

  void text(String style, double atX, double atY, String anchor, String words) {
    out.element(
        "text",
        words,
        "class",
        style,
        "x",
        Numbers.css(atX),
        "y",
        Numbers.css(atY),
        "text-anchor",
        anchor);
  }

  /** An entry of the legend above the plot: a sample of the line, and its name. */
  void legend(String style, double atX, String words) {
    line(style, atX, 14, atX + 26, 14);
    text("key", atX + 33, 18.5, "start", words);
  }
}
