package rawi.apps.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The frame: head, title, overview of the sections, and the sections one after the other. */
final class Page {
  private static final Language ENGLISH = Language.of("en");

  /** The page may load nothing from anywhere; its own styles and pictures in data URIs stand. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private static final String BIDI_CONTROLS =
      "[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]";

  private final Report report;
  private final Markup out = new Markup();

  Page(Report report) {
    this.report = report;
  }

  String html() {
    out.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en", "dir", "ltr");
    head();
    out.open("body").open("main");
    header();
    overview();
    for (int i = 0; i < report.sections().size(); i++) {
      section(report.sections().get(i), "section-" + (i + 1));
    }
    return out.close().close().close().document();
  }

  private void head() {
    out.open("head").leaf("meta", "charset", "utf-8");
    out.leaf("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.leaf("meta", "name", "color-scheme", "content", "light dark");
    report
        .refresh()
        .ifPresent(
            seconds ->
                out.leaf("meta", "http-equiv", "refresh", "content", Integer.toString(seconds)));
    // a browser's tab cannot isolate directions, so the marks that turn text around stay out of it
    out.element("title", report.title().replaceAll(BIDI_CONTROLS, ""));
    out.style(StyleSheet.CSS).close();
  }

  private void header() {
    out.open("header").open("h1").foreign(report.title(), ENGLISH).close();
    DateTimeFormatter minutes =
        DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    out.open("p", "class", "how").open("time", "datetime", report.created().toString());
    out.text(minutes.format(report.created().atOffset(ZoneOffset.UTC))).close();
    out.close();
    if (!report.environment().isBlank()) {
      out.open("p", "class", "how").foreign(report.environment(), ENGLISH).close();
    }
    out.close();
  }

  /** With two sections or more: their figures side by side, and the way to each. */
  private void overview() {
    if (report.sections().size() < 2) {
      return;
    }
    List<String> names =
        report.sections().stream()
            .flatMap(section -> section.scores().stream().map(Score::name))
            .distinct()
            .toList();
    out.open("nav", "aria-label", "Overview");
    Table.open(out, "Overview of the sections");
    out.open("thead").open("tr").element("th", "model", "scope", "col");
    names.forEach(name -> out.open("th", "scope", "col").foreign(name, ENGLISH).close());
    out.close().close().open("tbody");
    for (int i = 0; i < report.sections().size(); i++) {
      Section section = report.sections().get(i);
      out.open("tr").open("th", "scope", "row").open("a", "href", "#section-" + (i + 1));
      out.foreign(section.heading(), ENGLISH).close().close();
      names.forEach(name -> out.element("td", figure(section, name).orElse("–")));
      out.close();
    }
    Table.close(out);
    out.close();
  }

  private static Optional<String> figure(Section section, String name) {
    return section.scores().stream()
        .filter(score -> score.name().equals(name))
        .map(Score::formatted)
        .findFirst();
  }

  private void section(Section section, String id) {
    Language language = Language.of(section.language());
    out.open("section", "id", id, "aria-labelledby", id + "-heading");
    out.open("h2", "id", id + "-heading").foreign(section.heading(), ENGLISH);
    String own = language.ownName();
    if (!own.isEmpty() && !own.equalsIgnoreCase(section.heading())) {
      out.text(" ");
      out.element("span", own, "class", "own", "lang", language.tag(), "dir", language.direction());
    }
    out.close();
    if (!section.summary().isBlank()) {
      out.open("p", "class", "lead").foreign(section.summary(), ENGLISH).close();
    }
    scores(section.scores());
    body(section, id);
    out.close();
  }

  private void scores(List<Score> scores) {
    if (scores.isEmpty()) {
      return;
    }
    out.open("dl", "class", "scores");
    for (Score score : scores) {
      out.open("div").open("dt").foreign(score.name(), ENGLISH).close();
      out.element("dd", score.formatted(), "class", "figure");
      if (!score.note().isBlank()) {
        out.open("dd", "class", "note").foreign(score.note(), ENGLISH).close();
      }
      out.close();
    }
    out.close();
  }

  private void body(Section section, String id) {
    if (section instanceof ClassificationSection classification) {
      new ClassificationBody(classification, id).writeTo(out);
    } else if (section instanceof CompletionSection completion) {
      new CompletionBody(completion, id).writeTo(out);
    } else if (section instanceof CaptionSection caption) {
      new CaptionBody(caption, id).writeTo(out);
    } else {
      throw new IllegalStateException("no body for a " + section.getClass().getSimpleName());
    }
  }
}
