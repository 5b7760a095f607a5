package rawi.apps.report;

/** What stands in a language model's section under its heading. */
final class CompletionBody {
  private final CompletionSection section;
  private final Language language;
  private final String id;

  CompletionBody(CompletionSection section, String id) {
    this.section = section;
    this.language = Language.of(section.language());
    this.id = id;
  }

  void writeTo(Markup out) {
    new Learning(section.curves(), id).writeTo(out);
    if (!section.completions().isEmpty()) {
      out.element("h3", "Suggestions");
      out.element("p", "Marked: what the model would go on with.", "class", "how");
      out.open("ol", "class", "sentences");
      section.completions().forEach(completion -> completion(out, completion));
      out.close();
    }
    if (!section.written().isEmpty()) {
      out.element("h3", "Written by the model");
      section.written().forEach(text -> written(out, text));
    }
  }

  private void completion(Markup out, Completion completion) {
    Language own = language.forText(completion.best());
    out.open("li");
    out.open("blockquote", "lang", own.tag(), "dir", own.direction());
    out.text(completion.prefix());
    out.element(
        "mark",
        completion.best().substring(completion.prefix().length()),
        "class",
        "towards",
        "style",
        "--w:0.70");
    out.close().open("div").open("dl", "class", "shares");
    completion
        .suggestions()
        .forEach(
            (word, p) -> {
              double share = Numbers.clamped(p);
              out.open("dt").foreign(word, language).close();
              out.open("dd").open("span", "class", "track", "aria-hidden", "true");
              out.element("span", "", "style", "width:" + Numbers.css(100 * share) + "%").close();
              out.text(Numbers.percent(p)).close();
            });
    out.close().close().close();
  }

  private void written(Markup out, String text) {
    for (String line : text.split("\n", -1)) {
      Language own = language.forText(line);
      out.element("blockquote", line, "lang", own.tag(), "dir", own.direction());
    }
  }
}
