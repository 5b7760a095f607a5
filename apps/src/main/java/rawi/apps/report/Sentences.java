package rawi.apps.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Texts with what was predicted for them, the pieces that decided shaded where they stand. */
final class Sentences {
  private static final int MOST_LABELS = 5;
  private final List<ExplainedText> texts;
  private final Language language;

  Sentences(List<ExplainedText> texts, Language language) {
    this.texts = texts;
    this.language = language;
  }

  void writeTo(Markup out) {
    out.open("p", "class", "how")
        .text("Shaded by weight, relative to the strongest of the sentence: ");
    out.element("mark", "towards the label", "class", "towards", "style", "--w:0.70")
        .text(" (solid line), ");
    out.element("mark", "against it", "class", "against", "style", "--w:0.70")
        .text(" (dashed line).")
        .close();
    out.open("ol", "class", "sentences");
    for (ExplainedText text : texts) {
      out.open("li");
      sentence(out, text);
      out.open("div");
      verdict(out, text);
      probabilities(out, text);
      numbers(out, text);
      out.close().close();
    }
    out.close();
  }

  private void verdict(Markup out, ExplainedText text) {
    out.open("p", "class", "verdict").open("b").foreign(text.label(), language).close();
    text.expected()
        .ifPresent(
            expected -> {
              if (expected.equals(text.label())) {
                out.text(" ").element("span", "✓ right", "class", "outcome");
              } else {
                out.text(" ").open("span", "class", "outcome missed").text("✗ wrong, it is ");
                out.foreign(expected, language).close();
              }
            });
    out.close();
  }

  /** The text itself: one block, one bidi paragraph; the marks within do not change its order. */
  private void sentence(Markup out, ExplainedText text) {
    if (text.text().isBlank()) {
      out.element("p", "(no text)", "class", "how");
      return;
    }
    Language own = language.forText(text.text());
    out.open("blockquote", "lang", own.tag(), "dir", own.direction());
    int done = 0;
    for (WeightedSpan span : text.spans()) {
      out.text(text.text().substring(done, span.start()));
      piece(out, text, span);
      done = span.end();
    }
    out.text(text.text().substring(done)).close();
  }

  private static void piece(Markup out, ExplainedText text, WeightedSpan span) {
    String words = text.text().substring(span.start(), span.end());
    double share = Math.abs(span.weight()) / text.strongest();
    if (!Double.isFinite(share) || span.weight() == 0) {
      out.text(words);
      return;
    }
    boolean towards = span.weight() > 0;
    out.element(
        "mark",
        words,
        "class",
        towards ? "towards" : "against",
        "style",
        "--w:" + Numbers.css(share),
        "title",
        Numbers.signed(span.weight(), 3) + (towards ? " towards" : " against"));
  }

  private void probabilities(Markup out, ExplainedText text) {
    out.open("dl", "class", "shares");
    text.probabilities().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_LABELS)
        .forEach(
            entry -> {
              double share = Numbers.clamped(entry.getValue());
              out.open("dt").foreign(entry.getKey(), language).close();
              out.open("dd").open("span", "class", "track", "aria-hidden", "true");
              out.element("span", "", "style", "width:" + Numbers.css(100 * share) + "%").close();
              out.text(Numbers.percent(entry.getValue())).close();
            });
    out.close();
    int more = text.probabilities().size() - MOST_LABELS;
    if (more > 0) {
      out.element("p", "and " + more + " more labels", "class", "how");
    }
  }

  private void numbers(Markup out, ExplainedText text) {
    if (text.spans().isEmpty()) {
      return;
    }
    Table.folded(out, "Weights in numbers");
    Table.head(out, "piece", "weight");
    text.spans().stream()
        .sorted(Comparator.comparingDouble(span -> -Math.abs(span.weight())))
        .forEach(
            span -> {
              String words = text.text().substring(span.start(), span.end());
              out.open("tr")
                  .open("th", "scope", "row")
                  .foreign(words, language.forText(text.text()))
                  .close();
              out.element("td", Numbers.signed(span.weight(), 3)).close();
            });
    Table.closeFolded(out);
  }
}
